import Interviewing
import QuestionnaireLanguage
import SQLiteStore

/// The questionnaire of every fleet, in the versions that a definition bump publishes one by one.
enum Forms {
  /// Of all versions: the second renames one, and its concept says so.
  static let questions = ["a", "b", "bee", "n"]

  /// Compiled once a process: what is tried here is what happens to answers, not the compiler.
  static let versions: [Form] = (1...3).map { version in
    let renamed = version == 1 ? "b" : "bee"
    let extra = (1..<version).map { "  - {type: text, name: extra\($0), label: More}\n" }.joined()
    let text = """
      id: fleet
      version: "\(version)"
      title: Fleet
      survey:
        - {type: text, name: a, label: A}
        - {type: text, name: \(renamed), label: B, required: "yes", concept: 'x:b'}
        - {type: integer, name: n, label: N, constraint: ". < 500000"}
        - {type: image, name: photo, label: Photo}
      \(extra)  - type: repeat
          name: member
          label: Member
          items:
            - {type: text, name: name, label: Name}
            - type: repeat
              name: thing
              label: Thing
              items:
                - {type: text, name: what, label: What}

      """
    do {
      let questionnaire = try QuestionnaireFile.read(Array(text.utf8), name: "fleet.yaml")
      return Form(
        questionnaire: questionnaire, compiled: try CompiledQuestionnaire(questionnaire),
        renamed: renamed)
    } catch {
      preconditionFailure("the fleet's questionnaire is sound: \(error)")
    }
  }

  struct Form {
    let questionnaire: Questionnaire
    let compiled: CompiledQuestionnaire
    /// What the question is called that another version calls otherwise.
    let renamed: String

    var stored: StoredDefinition {
      StoredDefinition(
        hash: compiled.hash, name: questionnaire.id, version: questionnaire.version,
        title: questionnaire.title, bytes: questionnaire.canonicalBytes)
    }
  }
}
