/// What the main file says of a response beside its answers.
package struct ResponseFacts: Hashable, Sendable {
  /// 32 hexadecimal digits.
  package var id: String
  /// `in_progress`, `finished`, `approved`, `rejected`, `voided`.
  package var status: String
  package var isStale: Bool
  /// Who last wrote.
  package var author: String
  package var area: String
  package var unit: String
  /// Answers in conflict.
  package var conflicts: Int
  /// Violations that are errors.
  package var violations: Int
  /// The questionnaire's canonical hash.
  package var definition: String

  package init(
    id: String, status: String, isStale: Bool, author: String, area: String, unit: String,
    conflicts: Int, violations: Int, definition: String
  ) {
    self.id = id
    self.status = status
    self.isStale = isStale
    self.author = author
    self.area = area
    self.unit = unit
    self.conflicts = conflicts
    self.violations = violations
    self.definition = definition
  }

  func cell(_ key: KeyColumn) -> String {
    switch key {
    case .response: id
    case .status: status
    case .stale: isStale ? "1" : "0"
    case .author: author
    case .area: area
    case .unit: unit
    case .conflicts: String(conflicts)
    case .violations: String(violations)
    case .definition: definition
    case .row, .parentRow, .rowNumber: ""
    }
  }
}
