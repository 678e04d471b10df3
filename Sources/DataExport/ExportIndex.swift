import Foundation

/// What `export.json` says beside the files: which is which, and what each column holds.
package struct ExportIndex: Codable, Hashable, Sendable {
  package struct File: Codable, Hashable, Sendable {
    package var file: String
    /// The questionnaire's own identifier.
    package var questionnaire: String
    package var version: String
    package var title: String
    /// The questionnaire's canonical hash.
    package var definition: String
    /// The roster's path without rows; absent for the responses themselves.
    package var roster: String?
    package var rows: Int
    package var columns: [Column]
  }

  package struct Column: Codable, Hashable, Sendable {
    package var name: String
    /// Absent for the columns that identify a row.
    package var path: String?
    package var type: String?
    /// The choice that a 0/1 column stands for.
    package var choice: String?
    /// True for a column of missing codes.
    package var missing: Bool?
    /// True for a column of comments on unusual answers.
    package var comment: Bool?
    /// The concept that the question measures, or the choice stands for.
    package var concept: String?
    /// What time the question asks about, in ISO 8601.
    package var referencePeriod: String?

    private enum CodingKeys: String, CodingKey {
      case name, path, type, choice, missing, comment, concept
      case referencePeriod = "reference_period"
    }
  }

  /// How much there is that no file shows.
  package struct LeftOut: Codable, Hashable, Sendable {
    /// Comments on answers that have no column for them.
    package var comments = 0
    /// Answers to questions that the response's questionnaire does not have.
    package var unknownAnswers = 0
    /// Withdrawn responses.
    package var voided = 0
    /// Those that somebody edited who did not know of the withdrawal.
    package var voidedAndEdited = 0

    package init(
      comments: Int = 0, unknownAnswers: Int = 0, voided: Int = 0, voidedAndEdited: Int = 0
    ) {
      self.comments = comments
      self.unknownAnswers = unknownAnswers
      self.voided = voided
      self.voidedAndEdited = voidedAndEdited
    }

    private enum CodingKeys: String, CodingKey {
      case comments
      case unknownAnswers = "unknown_answers"
      case voided
      case voidedAndEdited = "voided_edited"
    }
  }

  package var files: [File] = []
  package var leftOut = LeftOut()

  private enum CodingKeys: String, CodingKey {
    case files
    case leftOut = "left_out"
  }

  package init() {}

  package func json() throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return [UInt8](try encoder.encode(self)) + [UInt8(ascii: "\n")]
  }
}

extension ExportIndex.File {
  package init(
    file: String, questionnaire: String, version: String, title: String, definition: String,
    table: TableLayout, rows: Int
  ) {
    self.init(
      file: file, questionnaire: questionnaire, version: version, title: title,
      definition: definition, roster: table.roster, rows: rows,
      columns: table.columns.map(ExportIndex.Column.init))
  }
}

extension ExportIndex.Column {
  init(_ column: TableLayout.Column) {
    self.init(name: column.name)
    switch column.content {
    case .key: return
    case .value: break
    case .choice(let name): choice = name
    case .missing: missing = true
    case .comment: comment = true
    }
    path = column.path
    type = column.type
    concept = column.concept
    referencePeriod = column.referencePeriod
  }
}
