import Foundation
import Messages
import Testing

@testable import QuestionnaireLanguage

/// Checks one rule against a questionnaire in YAML, in which `# ✗` ends the lines it should mark.
///
/// - Parameter wholeForm: findings that have no place.
func expect(
  _ rule: any Rule.Type, in yaml: String, wholeForm: Int = 0,
  sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let text = "id: f\nversion: '1'\n" + yaml
  let form = try QuestionnaireFile.read(Array(text.utf8), name: "form.yaml")
  let findings = rule.check(CheckContext(form))
  let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
  let marked = lines.indices.filter { lines[$0].hasSuffix("# ✗") }.map { $0 + 1 }
  let found = findings.compactMap { finding in
    if case .line(let line) = finding.place { line } else { nil }
  }
  #expect(Set(found) == Set(marked), sourceLocation: sourceLocation)
  #expect(findings.count - found.count == wholeForm, sourceLocation: sourceLocation)
  for finding in findings {
    #expect(finding.code == rule.kind.code, sourceLocation: sourceLocation)
    for message in [finding.message, finding.remedy] {
      #expect(!message.spanish.isEmpty, sourceLocation: sourceLocation)
      #expect(message.spanish != message.english, sourceLocation: sourceLocation)
    }
  }
}

/// The remedies a rule gives in a questionnaire, in English.
func remedies(_ rule: any Rule.Type, in yaml: String) throws -> [String] {
  let text = "id: f\nversion: '1'\n" + yaml
  let form = try QuestionnaireFile.read(Array(text.utf8), name: "form.yaml")
  return rule.check(CheckContext(form)).map(\.remedy.english)
}
