import QuestionnaireLanguage
import Replication

/// What an interview knows of one node beyond what expressions see of it.
struct Cell: Sendable {
  var definition: Int
  /// Of the node itself; the tree's node says whether all above it are relevant too.
  var isRelevant = true
  var isRequired = false
  var isReadOnly = false
  var answer: StoredAnswer?
  /// What was recorded, where it is no answer of the question's type: shown and kept, not used.
  var unreadable: String?
  var attachment: Attachment?
  /// The row's identity; nil for nodes that are no roster's row.
  var row: RowID?
  /// A counted row beyond the count: kept aside until the count asks for it again.
  var isSurplus = false
  var isRemoved = false
  /// Why formulas that stand at it could not be evaluated, by their place in the form's order;
  /// `Cell.unordered` for a default or a triggered calculation.
  var failures: [Int: EvaluationError] = [:]

  init(definition: Int) { self.definition = definition }

  static let unordered = -1

  var isEmpty: Bool { answer == nil && unreadable == nil && attachment == nil }
}
