import Testing

@testable import Interviewing

@Suite struct ListedNamesTests {
  private static let short = ["si", "no", "otro", "á"]
  private static let long = (0..<40).map { "c\($0)" } + ["á"]

  @Test(arguments: [short, long])
  func everyNameIsFoundAndNothingElse(_ names: [String]) {
    let listed = ListedNames(names)
    for name in names { #expect(listed.contains(name)) }
    for name in ["", "s", "sí", "si no", "c", "c400"] { #expect(!listed.contains(name)) }
    // The same letter, composed otherwise.
    #expect(listed.contains("a\u{301}"))
  }

  @Test(arguments: [short, long])
  func theFirstWordThatIsNotANameIsStray(_ names: [String]) {
    let listed = ListedNames(names)
    #expect(listed.firstStray(in: "") == nil)
    #expect(listed.firstStray(in: names.joined(separator: " ")) == nil)
    #expect(listed.firstStray(in: "  \(names[0])   \(names[1]) ") == nil)
    #expect(listed.firstStray(in: "a\u{301} \(names[0])") == nil)
    #expect(listed.firstStray(in: "\(names[0]) x y") == "x")
    #expect(listed.firstStray(in: "\(names[0])\(names[1])") == names[0] + names[1])
  }
}
