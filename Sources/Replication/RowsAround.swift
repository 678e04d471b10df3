/// Finds in which of some roster rows each key of a record lies.
///
/// Keys are asked for in canonical order. Each costs what its own path is deep, and the rows that are
/// found; not how many rows there are to be found.
struct RowsAround {
  /// Places among the rows, by the identities of rows on the way.
  private var places: [ArraySlice<RowID>: [Int]] = [:]
  /// How many identities lie on the way to any of the rows, ascending.
  private let depths: [Int]
  /// For each row, which roster it belongs to.
  private let rosters: [Int]
  private var answers: RostersAround
  private var nested: RostersAround

  /// - Parameter rows: as in `RegisterKey.row`, in canonical order.
  init(_ rows: [AnswerKey]) {
    var paths: [String] = []
    var rosters: [Int] = []
    for (place, row) in rows.enumerated() {
      if paths.last.map({ $0.isSameBytes(as: row.question) }) != true { paths.append(row.question) }
      rosters.append(paths.count - 1)
      places[row.rows[...], default: []].append(place)
    }
    depths = Set(rows.map(\.rows.count)).sorted()
    self.rosters = rosters
    answers = RostersAround(paths)
    nested = answers
  }

  /// Places of the rows that an answer, or a row that is none of them, lies inside; empty for other keys.
  mutating func rows(of key: RegisterKey) -> [Int] {
    if rosters.isEmpty { return [] }
    switch key {
    case .answer(let cell): return rows(around: cell, &answers)
    case .row(let cell): return rows(around: cell, &nested)
    case .field, .unknown: return []
    }
  }

  private func rows(around cell: AnswerKey, _ around: inout RostersAround) -> [Int] {
    around.move(to: cell.question)
    guard around.isAny else { return [] }
    var found: [Int] = []
    for depth in depths.prefix(while: { $0 <= cell.rows.count }) {
      guard let here = places[cell.rows[..<depth]] else { continue }
      for place in here where around.contains(rosters[place]) { found.append(place) }
    }
    return found
  }
}

/// Follows questions in the order of their bytes, and knows which rosters each lies in.
private struct RostersAround {
  /// Each roster's path and the slash behind it, in the order of their bytes.
  private let beginnings: [(bytes: String, roster: Int)]
  /// The first beginning that no question has come to.
  private var next = 0
  /// Places of the beginnings of the question: each begins with the one before it.
  private var open: [Int] = []
  private var isOpen: [Bool]
  private var question: String?

  init(_ rosters: [String]) {
    beginnings = rosters.enumerated().map { (bytes: $1 + "/", roster: $0) }
      .sorted { $0.bytes.precedesInBytes($1.bytes) }
    isOpen = Array(repeating: false, count: rosters.count)
  }

  var isAny: Bool { !open.isEmpty }

  func contains(_ roster: Int) -> Bool { isOpen[roster] }

  mutating func move(to question: String) {
    if let last = self.question, last.isSameBytes(as: question) { return }
    self.question = question
    while let last = open.last, !question.begins(with: beginnings[last].bytes) {
      open.removeLast()
      isOpen[beginnings[last].roster] = false
    }
    while next < beginnings.count, !question.precedesInBytes(beginnings[next].bytes) {
      // What a question has passed without beginning so, no later one begins with.
      if question.begins(with: beginnings[next].bytes) {
        open.append(next)
        isOpen[beginnings[next].roster] = true
      }
      next += 1
    }
  }
}

extension String {
  fileprivate func begins(with bytes: String) -> Bool {
    countOfBytesShared(with: bytes) == bytes.utf8.count
  }
}
