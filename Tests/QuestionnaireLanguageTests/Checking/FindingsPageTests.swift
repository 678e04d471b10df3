import Foundation
import Messages
import Testing

@testable import QuestionnaireLanguage

/// The tables of Docs/Findings.md are made of the rules' own words.
///
/// `make findings` rewrites them: with `CAMPO_WRITE_DOCS` set, the test writes what it expects.
@Suite struct FindingsPageTests {
  private static let page = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Docs/Findings.md")

  @Test func thePageHoldsTheTables() throws {
    let text = try String(contentsOf: Self.page, encoding: .utf8)
    let expected = try Self.filled(text)
    if ProcessInfo.processInfo.environment["CAMPO_WRITE_DOCS"] != nil {
      try expected.write(to: Self.page, atomically: true, encoding: .utf8)
      return
    }
    let lines = Set(text.split(separator: "\n"))
    let missing = expected.split(separator: "\n").filter { !lines.contains($0) }
    #expect(text == expected, "`make findings` writes what the page lacks: \(missing.prefix(5))")
  }

  @Test func everyKindIsInOneTable() throws {
    let page = try Self.filled(try String(contentsOf: Self.page, encoding: .utf8))
    for kind in FindingCatalog.ofRules + FindingCatalog.ofReaders {
      #expect(page.split(separator: "\n").count { $0.hasPrefix("| \(kind.code) |") } == 1)
    }
  }

  /// The page with the table after each `<!-- codes Q01 -->`, up to the next empty line, made anew.
  private static func filled(_ text: String) throws -> String {
    var result: [Substring] = []
    var isInTable = false
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if isInTable, !line.isEmpty { continue }
      isInTable = false
      result.append(line)
      guard let match = line.wholeMatch(of: /<!-- codes (\w+) -->/) else { continue }
      isInTable = true
      result += table(String(match.1)).map { $0[...] }
    }
    return result.joined(separator: "\n")
  }

  private static func table(_ prefix: String) -> [String] {
    let isOfRules = prefix.hasPrefix("Q")
    let head = ["code", "severity", "meaning", "remedy"] + (isOfRules ? ["seen in"] : [])
    let kinds = FindingCatalog.ofRules + FindingCatalog.ofReaders
    let rows = kinds.filter { $0.code.hasPrefix(prefix) }.map { kind in
      let seen = isOfRules ? ["\(CorpusSightings.all[kind.code]?.workbooks ?? 0)"] : []
      return [kind.code, kind.severity.rawValue, kind.meaning.english, kind.remedy.english] + seen
    }
    let line = "|" + head.map { _ in "---|" }.joined()
    return [row(head), line] + rows.map(row)
  }

  private static func row(_ cells: [String]) -> String {
    "| " + cells.joined(separator: " | ") + " |"
  }
}
