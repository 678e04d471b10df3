import Replication

/// Where a record holds the answers of each question: found in one walk over both, which are in the
/// same order, because a response that is taken up asks for each.
struct RecordedPlaces: Sendable {
  /// By the question's place in the form: the first of its answers, and the place behind the last.
  private let places: [(first: Int32, end: Int32)]
  /// How many answers lie in rosters.
  let countInRosters: Int

  init(_ record: Record?, of form: CompiledQuestionnaire) {
    guard let keys = record?.registers.keys else {
      (places, countInRosters) = ([], 0)
      return
    }
    var places = [(first: Int32, end: Int32)](repeating: (0, 0), count: form.nodes.count)
    var countInRosters = 0
    var next = 0
    for (place, key) in keys.enumerated() {
      guard case .answer(let cell) = key else { continue }
      if !cell.rows.isEmpty { countInRosters += 1 }
      while next < form.questions.count,
        form.questions[next].path.precedesInBytes(cell.question)
      {
        next += 1
      }
      guard next < form.questions.count else { break }
      guard form.questions[next].path.isSameBytes(as: cell.question) else { continue }
      for node in form.questions[next].nodes {
        if places[node].end == 0 { places[node].first = Int32(place) }
        places[node].end = Int32(place + 1)
      }
    }
    self.places = places
    self.countInRosters = countInRosters
  }

  /// The place of a question's answer in some rows; nil where nothing is recorded.
  func place(of node: Int, in rows: [RowID], of record: Record) -> Int? {
    if places.isEmpty { return nil }
    let keys = record.registers.keys
    let end = Int(places[node].end)
    var (low, high) = (Int(places[node].first), end)
    while low < high {
      let middle = (low + high) / 2
      let isBefore = keys[middle].rows.lexicographicallyPrecedes(rows)
      if isBefore { low = middle + 1 } else { high = middle }
    }
    return low < end && keys[low].rows == rows ? low : nil
  }
}

extension RegisterKey {
  /// The rows that an answer lies in.
  fileprivate var rows: [RowID] {
    if case .answer(let cell) = self { cell.rows } else { [] }
  }
}
