import Replication

/// Which rows somebody spoke of, by their roster and the rows around it: found once, because every
/// row of a roster asks for those inside it.
struct RecordedRows: Sendable {
  /// By the roster's path and the rows around it.
  private var inside: [AnswerKey: Set<RowID>] = [:]

  mutating func note(_ key: RegisterKey) {
    guard case .row(let row) = key, let last = row.rows.last else { return }
    inside[AnswerKey(question: row.question, rows: row.rows.dropLast()), default: []].insert(last)
  }

  func rows(of roster: String, in parent: [RowID]) -> Set<RowID> {
    inside[AnswerKey(question: roster, rows: parent)] ?? []
  }
}
