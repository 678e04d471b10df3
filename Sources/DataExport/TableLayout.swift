/// The columns of one rectangular file: the responses to a questionnaire, or the rows of one roster.
package struct TableLayout: Hashable, Sendable {
  /// The roster's path of names, without rows (`/data/person`); nil for the responses themselves.
  package let roster: String?
  /// The roster around this one; nil where that is the response.
  package let parent: String?
  package let columns: [Column]

  package struct Column: Hashable, Sendable {
    package enum Content: Hashable, Sendable {
      /// Identifies or describes the row; no answer.
      case key(KeyColumn)
      /// The answer as it was submitted.
      case value
      /// 1 where the answer holds this choice, 0 where it holds others.
      case choice(String)
      /// The missing code that was given in place of a value.
      case missing
      /// What somebody wrote to explain an answer that a soft check or a draw found unusual.
      case comment
    }

    /// The first line's text.
    package let name: String
    package let content: Content
    /// The question's path of names, without rows; empty for a key.
    package let path: String
    /// XLSForm's name of the question's type; empty for a key.
    package let type: String
    /// Of the question, or of the choice that the column stands for.
    package var concept: String?
    /// ISO 8601, the question's own or that of the group around it.
    package var referencePeriod: String?
  }

  init(roster: String?, parent: String?, root: String, questions: [ExportedQuestion]) {
    self.roster = roster
    self.parent = parent
    let keys = roster == nil ? KeyColumn.ofResponses : KeyColumn.ofRosters
    var columns = keys.map { Column(name: $0.rawValue, content: .key($0), path: "", type: "") }
    let base = (roster ?? root) + "/"
    for question in questions {
      let name = Self.name(of: question.path, below: base)
      func add(_ suffix: String, _ content: Column.Content, concept: String?) {
        columns.append(
          Column(
            name: name + suffix, content: content, path: question.path, type: question.type,
            concept: concept, referencePeriod: question.referencePeriod))
      }
      add("", .value, concept: question.concept)
      for choice in question.choices {
        add("/" + choice.name, .choice(choice.name), concept: choice.concept)
      }
      if question.admitsMissing { add("@missing", .missing, concept: question.concept) }
      if question.takesComment { add("@comment", .comment, concept: question.concept) }
    }
    self.columns = columns
  }

  /// The path below the table's root; whole where it would be taken for a key.
  private static func name(of path: String, below base: String) -> String {
    let short = path.hasPrefix(base) ? String(path.dropFirst(base.count)) : path
    return KeyColumn(rawValue: short) == nil ? short : path
  }
}

/// The columns that identify and describe a row. See Docs/Commands.md.
package enum KeyColumn: String, Hashable, Sendable, CaseIterable {
  case response = "response_id"
  case row = "row_id"
  case parentRow = "parent_row_id"
  case rowNumber = "row_number"
  case status
  case stale
  case author
  case area
  case unit
  case conflicts
  case violations
  case definition

  static let ofResponses: [KeyColumn] = [
    .response, .status, .stale, .author, .area, .unit, .conflicts, .violations, .definition,
  ]
  static let ofRosters: [KeyColumn] = [.response, .row, .parentRow, .rowNumber]
}

/// A question as its columns need it.
struct ExportedQuestion: Hashable, Sendable {
  /// Path of names, without rows.
  var path: String
  var type: String
  /// The choices that get a column each: those of a multiple choice whose list the definition holds.
  var choices: [ExportedChoice] = []
  var admitsMissing = false
  var takesComment = false
  var concept: String?
  var referencePeriod: String?
}

/// A choice as its column needs it.
struct ExportedChoice: Hashable, Sendable {
  var name: String
  var concept: String?
}
