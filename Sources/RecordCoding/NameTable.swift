import Replication

/// Names by their bytes, each once.
struct NameTable {
  private(set) var names: [String] = []

  /// All names of a record, and where the name of each register stands among them.
  static func of(_ record: Record) -> (names: [String], places: [Int?]) {
    // In each kind of key the canonical order is that of the names.
    var (fields, answers, rows) = (NameTable(), NameTable(), NameTable())
    answers.names.reserveCapacity(record.registers.count)
    let own: [Int] = record.registers.keys.map { key in
      switch key {
      case .field(let name): fields.append(name)
      case .answer(let cell): answers.append(cell.question)
      case .row(let cell): rows.append(cell.question)
      case .unknown: -1
      }
    }
    var authors = NameTable()
    let unsorted = record.stamps.values.map(\.author.name)
    for name in unsorted.sorted(by: { $0.precedesInBytes($1) }) { authors.append(name) }

    let (facts, ofField, _) = fields.union(authors)
    let (questions, ofAnswer, ofRow) = answers.union(rows)
    let (all, ofFact, ofQuestion) = facts.union(questions)
    let places = zip(record.registers.keys, own).map { key, place -> Int? in
      switch key {
      case .field: ofFact[ofField[place]]
      case .answer: ofQuestion[ofAnswer[place]]
      case .row: ofQuestion[ofRow[place]]
      case .unknown: nil
      }
    }
    return (all.names, places)
  }

  /// Takes a name that does not come before the last, and says where it stands.
  @discardableResult
  private mutating func append(_ name: String) -> Int {
    if names.last?.isSameBytes(as: name) != true { names.append(name) }
    return names.count - 1
  }

  /// The names of both, and where each of either stands among them.
  private func union(
    _ other: NameTable
  ) -> (NameTable, ofThis: [Int], ofOther: [Int]) {
    if names.isEmpty { return (other, [], Array(other.names.indices)) }
    if other.names.isEmpty { return (self, Array(names.indices), []) }
    var union = NameTable()
    union.names.reserveCapacity(names.count + other.names.count)
    var (ofThis, ofOther): ([Int], [Int]) = ([], [])
    while ofThis.count < names.count || ofOther.count < other.names.count {
      let mine = ofThis.count < names.count ? names[ofThis.count] : nil
      let theirs = ofOther.count < other.names.count ? other.names[ofOther.count] : nil
      let place = union.names.count
      if let mine, let theirs, mine.isSameBytes(as: theirs) {
        union.names.append(mine)
        ofThis.append(place)
        ofOther.append(place)
      } else if let mine, theirs.map({ mine.precedesInBytes($0) }) ?? true {
        union.names.append(mine)
        ofThis.append(place)
      } else if let theirs {
        union.names.append(theirs)
        ofOther.append(place)
      }
    }
    return (union, ofThis, ofOther)
  }
}
