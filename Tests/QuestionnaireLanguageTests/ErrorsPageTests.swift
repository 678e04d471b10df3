import Foundation
import Testing

/// Docs/Errors.md names every error code that the sources spell.
@Suite struct ErrorsPageTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// Codes in text literals of sources: `STORE-FULL`, `W0001`. (`XXXX-XXXX` is the shape of an
  /// enrolment code.)
  private static func codes(in text: String) -> Set<String> {
    let literal = /"((?:[A-Z]{4,}|HUB|NET)(?:-[A-Z]+)+|W\d{4})"/
    return Set(text.matches(of: literal).map { String($0.output.1) }).subtracting(["XXXX-XXXX"])
  }

  @Test func everyCodeInTheSourcesIsExplained() throws {
    let page = try String(contentsOf: Self.root.appending(path: "Docs/Errors.md"), encoding: .utf8)
    let explained = Set(page.matches(of: /[A-Z]{3,}(?:-[A-Z]+)+|W\d{4}/).map { String($0.output) })
    var spelled: Set<String> = []
    for folder in ["Sources", "SyncServer"] {
      let files = FileManager.default.enumerator(
        atPath: Self.root.appending(path: folder).resolvingSymlinksInPath().path)
      for case let path as String in try #require(files) where path.hasSuffix(".swift") {
        let file = Self.root.appending(path: "\(folder)/\(path)")
        spelled.formUnion(Self.codes(in: try String(contentsOf: file, encoding: .utf8)))
      }
    }
    #expect(spelled.count > 80, "the scan finds codes at all")
    #expect(spelled.subtracting(explained).sorted() == [], "Docs/Errors.md lacks these")
    #expect(explained.subtracting(spelled).sorted() == [], "Docs/Errors.md explains what is gone")
  }
}
