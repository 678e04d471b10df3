import Foundation
import Messages
import Testing

@testable import QuestionnaireLanguage

/// Docs/Findings.md holds one row for each code, in the words of the code itself.
@Suite struct FindingsPageTests {
  private static let page = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Docs/Findings.md")

  static func row(_ code: String, _ severity: String, _ meaning: String, _ remedy: String) -> String
  {
    "| \(code) | \(severity) | \(meaning) | \(remedy) |"
  }

  static let rows =
    Checker.kinds.map {
      row($0.code, $0.severity.rawValue, $0.meaning.english, $0.remedy.english)
    }
    + ReadingProblem.allCases.map {
      row($0.rawValue, $0.severity.rawValue, $0.words.problem.english, $0.words.remedy.english)
    }

  @Test(arguments: rows) func pageHoldsTheRow(_ row: String) throws {
    let text = try String(contentsOf: Self.page, encoding: .utf8)
    #expect(text.split(separator: "\n").contains { $0 == row }, "Docs/Findings.md lacks: \(row)")
  }

  @Test func pageHoldsNoOtherRow() throws {
    let text = try String(contentsOf: Self.page, encoding: .utf8)
    let rows = text.split(separator: "\n").filter { $0.wholeMatch(of: /\| [QR]\d{4} .*/) != nil }
    let stale = Set(rows.map(String.init)).subtracting(Self.rows)
    #expect(stale.isEmpty)
  }
}
