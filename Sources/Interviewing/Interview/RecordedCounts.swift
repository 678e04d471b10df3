import Replication

/// How many rows of each counted roster a record speaks of. They stand whatever the count says now:
/// a count that was emptied since decides nothing, and one that shrank only sets them aside.
struct RecordedCounts: Sendable {
  /// By the roster's path and the rows around it.
  private var highest: [AnswerKey: UInt32] = [:]

  /// - Parameter key: of a register with something in it; one that the form lacks says nothing.
  mutating func note(_ key: RegisterKey, of form: CompiledQuestionnaire) {
    switch key {
    case .answer(let cell), .row(let cell): if !cell.rows.isEmpty { note(cell, of: form) }
    case .field, .unknown: break
    }
  }

  /// At most `InterviewLimits.maximumRows`; 0 where nothing is recorded.
  func rows(of roster: String, in parent: [RowID]) -> Int {
    let rows = highest[AnswerKey(question: roster, rows: parent)] ?? 0
    return min(Int(rows), InterviewLimits.maximumRows)
  }

  private mutating func note(_ cell: AnswerKey, of form: CompiledQuestionnaire) {
    guard let definition = form.byPath[cell.question] else { return }
    for (depth, (roster, row)) in zip(form.nodes[definition].rosters, cell.rows).enumerated() {
      guard form.nodes[roster].formulas[.count] != nil, case .ordinal(let place) = row else {
        continue
      }
      let key = AnswerKey(
        question: form.nodes[roster].path, rows: Array(cell.rows.prefix(depth)))
      highest[key] = max(highest[key] ?? 0, place)
    }
  }
}
