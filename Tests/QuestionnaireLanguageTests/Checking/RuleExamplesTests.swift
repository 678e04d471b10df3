import Foundation
import Messages
import Testing

@testable import QuestionnaireLanguage

/// Every rule explains itself, shows an example that it finds and one that it leaves alone, and has
/// a file of tests.
@Suite struct RuleExamplesTests {
  private static let rules = Checker.rules.map { $0.kind.code }

  private func rule(_ code: String) throws -> any Rule.Type {
    try #require(Checker.rules.first { $0.kind.code == code })
  }

  private func findings(_ rule: any Rule.Type, in yaml: String) throws -> [Finding] {
    let text = yaml.hasPrefix("id:") ? yaml : "id: f\nversion: '1'\n" + yaml
    let form = try QuestionnaireFile.read(Array(text.utf8), name: "form.yaml")
    return rule.check(CheckContext(form))
  }

  /// What no reader makes (it refuses the row, or names the form after its file), or what is wrong
  /// with a data file beside it, is built by the rule's own tests instead.
  private static let made = rules.filter {
    !["Q0101", "Q0601", "Q0802", "Q0803", "Q0804"].contains($0)
  }

  @Test(arguments: made) func theWrongExampleIsFound(_ code: String) throws {
    let rule = try rule(code)
    let example = try #require(rule.kind.example)
    #expect(try !findings(rule, in: example.wrong).isEmpty)
  }

  @Test(arguments: rules) func theRightExampleIsNot(_ code: String) throws {
    let rule = try rule(code)
    let example = try #require(rule.kind.example)
    #expect(try findings(rule, in: example.right).isEmpty)
    #expect(example.right != example.wrong)
  }

  /// What one learns to write must not be wrong in another way.
  @Test(arguments: rules) func theRightExampleHasNoError(_ code: String) throws {
    let example = try #require(try rule(code).kind.example)
    let text = example.right.hasPrefix("id:") ? example.right : "id: f\n" + example.right
    let form = try QuestionnaireFile.read(Array(text.utf8), name: "form.yaml")
    let errors = Checker.check(form).filter { $0.severity == .error }
    #expect(errors.isEmpty, "\(errors.map { "\($0.code) \($0.message.english)" })")
  }

  @Test(arguments: rules) func theReasonIsSaidInBothLanguages(_ code: String) throws {
    let why = try #require(try rule(code).kind.why)
    #expect(!why.spanish.isEmpty && !why.english.isEmpty && why.spanish != why.english)
  }

  @Test func everyRuleHasItsFileOfTests() {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Rules")
    for rule in Checker.rules {
      let file = folder.appending(path: "\(rule)Tests.swift")
      #expect(FileManager.default.fileExists(atPath: file.path), "\(rule) has no tests")
    }
  }
}
