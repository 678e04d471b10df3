/// Finds in which of some roster rows each key of a record lies.
///
/// Keys are asked for in canonical order. Each costs what its own path is deep, and the rows that are
/// found; not how many rows there are to be found.
struct RowsAround {
  private struct Place: Hashable {
    let roster: Int
    let rows: ArraySlice<RowID>
  }

  /// Places among the rows.
  private var places: [Place: Int] = [:]
  /// For each roster, how many identities lie on the way to one of its rows.
  private var depths: [Set<Int>] = []
  private var answers: RostersAround
  private var nested: RostersAround
  private var looksLeft: Int

  /// - Parameters:
  ///   - rows: as in `RegisterKey.row`, in canonical order.
  ///   - lookLimit: how many rows are looked for in all.
  init(_ rows: [AnswerKey], lookLimit: Int) {
    looksLeft = lookLimit
    var rosters: [String] = []
    for (place, row) in rows.enumerated() {
      if rosters.last.map({ $0.isSameBytes(as: row.question) }) != true {
        rosters.append(row.question)
        depths.append([])
      }
      let roster = rosters.count - 1
      depths[roster].insert(row.rows.count)
      places[Place(roster: roster, rows: row.rows[...])] = place
    }
    answers = RostersAround(rosters)
    nested = answers
  }

  /// Whether it took more looks than it may: what was found is not all.
  var isExhausted: Bool { looksLeft < 0 }

  /// Places of the rows that an answer, or a row that is none of them, lies inside; empty for other
  /// keys.
  mutating func rows(of key: RegisterKey) -> [Int] {
    if places.isEmpty || isExhausted { return [] }
    switch key {
    case .answer(let cell):
      answers.move(to: cell.question)
      return rows(around: cell, answers.rosters)
    case .row(let cell):
      nested.move(to: cell.question)
      return rows(around: cell, nested.rosters)
    case .field, .unknown: return []
    }
  }

  private mutating func rows(around cell: AnswerKey, _ rosters: some Sequence<Int>) -> [Int] {
    var found: [Int] = []
    for roster in rosters {
      for depth in depths[roster] where depth <= cell.rows.count {
        looksLeft -= 1
        if isExhausted { return [] }
        if let place = places[Place(roster: roster, rows: cell.rows[..<depth])] {
          found.append(place)
        }
      }
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
  private var question: String?

  init(_ rosters: [String]) {
    beginnings = rosters.enumerated().map { (bytes: $1 + "/", roster: $0) }
      .sorted { $0.bytes.precedesInBytes($1.bytes) }
  }

  /// Those that the question lies in, from the outermost.
  var rosters: some Sequence<Int> { open.lazy.map { beginnings[$0].roster } }

  mutating func move(to question: String) {
    if let last = self.question, last.isSameBytes(as: question) { return }
    self.question = question
    while let last = open.last, !question.begins(with: beginnings[last].bytes) {
      open.removeLast()
    }
    while next < beginnings.count, !question.precedesInBytes(beginnings[next].bytes) {
      // What a question has passed without beginning so, no later one begins with.
      if question.begins(with: beginnings[next].bytes) { open.append(next) }
      next += 1
    }
  }
}

extension String {
  fileprivate func begins(with bytes: String) -> Bool {
    countOfBytesShared(with: bytes) == bytes.utf8.count
  }
}
