@testable import QuestionnaireLanguage

/// Two versions of a questionnaire in YAML, without `id` and `version`.
struct TwoVersions: Sendable {
  let old: String
  let new: String

  func changes(ids: (String, String) = ("f", "f"), versions: (String, String) = ("1", "2")) throws
    -> DefinitionChanges
  {
    DefinitionChanges(
      from: try Self.read(old, ids.0, versions.0), to: try Self.read(new, ids.1, versions.1))
  }

  /// The codes of all differences but those that are only seen.
  func codes() throws -> [String] {
    try changes().differences.map(\.code).filter { $0 != "D23" }
  }

  private static func read(_ yaml: String, _ id: String, _ version: String) throws -> Questionnaire
  {
    let text = "id: \(id)\nversion: '\(version)'\n" + yaml
    return try QuestionnaireFile.read(Array(text.utf8), name: "form.yaml")
  }

  /// One question each; `q` with its keys, as `type: integer, constraint: . > 1`.
  init(question old: String, _ new: String, more: String = "") {
    self.init(
      old: "\(more)survey: [{name: q, label: Q, \(old)}]\n",
      new: "\(more)survey: [{name: q, label: Q, \(new)}]\n")
  }

  /// A select of the choices in each list.
  init(choices old: String, _ new: String) {
    let survey = "survey: [{type: select_one l, name: q, label: Q}]\n"
    self.init(old: "choices: {l: [\(old)]}\n" + survey, new: "choices: {l: [\(new)]}\n" + survey)
  }

  init(old: String, new: String) {
    self.old = old
    self.new = new
  }
}
