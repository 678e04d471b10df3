import Testing

@testable import QuestionnaireLanguage

struct PathNotFollowedTests {
  @Test(arguments: [
    "following-sibling::x = 1", "count(${a} | ${b}) = 1", "@id = 1", "//a = 1", "ad:* = 1",
    "(${a})[1] = 1", "text() = 1", "sum(/data/*[@x = 1]) = 1", "string(1)/a = 1",
  ])
  func whatNoEngineFollowsIsAnError(relevance: String) throws {
    #expect(try codes(relevance).contains("Q0324"))
  }

  @Test(arguments: [
    "/data/a = 1", "../a = 1", "sum(/data/*) = 1", "current()/../a = 1", "${a}[1] = 1",
  ])
  func whatEnginesFollowIsNot(relevance: String) throws {
    #expect(!(try codes(relevance).contains("Q0324")))
  }

  private func codes(_ relevance: String) throws -> [String] {
    let yaml = """
      id: f
      survey:
        - {type: integer, name: a, label: A}
        - {type: integer, name: b, label: B}
        - {type: text, name: t, label: T, relevant: "\(relevance)"}
      """
    let form = try QuestionnaireFile.read(Array(yaml.utf8), name: "f.yaml")
    return PathNotFollowed.check(CheckContext(form)).map(\.code)
  }
}
