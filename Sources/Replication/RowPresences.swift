/// Which roster rows of a record exist, after everybody's additions, deletions and edits
/// (Docs/Merge.md, "Rows").
///
/// Made in one walk over the registers, however many rows were deleted: a record is whatever
/// somebody sent, and a hundred thousand registers looked through for each of fifty thousand deleted
/// rows would keep a server busy for an hour.
public struct RowPresences: Sendable {
  /// How many deleted rows are looked for around the keys of one record. A hundred thousand answers in
  /// rosters four deep need fewer; a thousand rosters nested in one another, which no questionnaire
  /// has, would keep a server busy. Past it nothing counts as deleted: too much is shown, nothing
  /// hidden.
  public static let lookLimit = 1_000_000

  private let registers: Registers
  private let deletions: Deletions

  public init(_ record: Record) {
    registers = record.registers
    deletions = Deletions(in: registers)
  }

  /// Whether the row exists; `row` is as in `RegisterKey.row`.
  public func presence(of row: AnswerKey) -> RowPresence {
    guard let register = registers[.row(row)] else { return .absent }
    var position: UInt32?
    for case .row(let place) in register.lazy.map(\.value) {
      position = min(position ?? place, place)
    }
    guard let deletion = deletions[row] else { return position.map(RowPresence.present) ?? .absent }
    return deletion.isEdited ? .deletedButEdited(position: position ?? .max) : .deleted
  }

  /// Rows that somebody deleted while somebody else edited them, in canonical order.
  public var editedDeleted: [AnswerKey] { deletions.all.filter(\.isEdited).map(\.row) }

  /// The answers and rows that lie inside a row that is `.deleted`, and these rows themselves.
  public var keysInDeleted: Set<RegisterKey> {
    let deleted = deletions.all.filter { !$0.isEdited }
    var keys = Set(deleted.map { RegisterKey.row($0.row) })
    if deleted.isEmpty { return [] }
    var around = RowsAround(deleted.map(\.row), lookLimit: Self.lookLimit)
    for key in registers.keys where !around.rows(of: key).isEmpty { keys.insert(key) }
    return keys
  }
}

/// The rows of a record that somebody deleted.
private struct Deletions: Sendable {
  struct Deletion {
    let row: AnswerKey
    /// What those who deleted it had seen, all together.
    let seen: VersionVector
    /// Whether an answer of the row, a row nested in it, or its own addition is none of that.
    var isEdited: Bool
  }

  /// In canonical order.
  private(set) var all: [Deletion]
  private let places: [AnswerKey: Int]

  init(in registers: Registers) {
    all = Self.rows(of: registers)
    places = Dictionary(
      uniqueKeysWithValues: all.indices.lazy.map { [all] place in (all[place].row, place) })
    if all.isEmpty { return }
    var around = RowsAround(all.map(\.row), lookLimit: RowPresences.lookLimit)
    for (key, register) in registers {
      for place in around.rows(of: key) where !all[place].isEdited {
        all[place].isEdited = register.says(in: key, beyond: all[place].seen)
      }
    }
    if around.isExhausted { for place in all.indices { all[place].isEdited = true } }
  }

  private static func rows(of registers: Registers) -> [Deletion] {
    var all: [Deletion] = []
    // Rows come last but for what a newer version wrote: most records have none to look at.
    for (key, register) in registers.reversed() {
      switch key {
      case .unknown: continue
      case .field, .answer: return all.reversed()
      case .row(let row):
        guard let seen = register.seenByDeletions else { continue }
        all.append(
          Deletion(row: row, seen: seen, isEdited: register.says(in: key, beyond: seen)))
      }
    }
    return all.reversed()
  }

  subscript(row: AnswerKey) -> Deletion? { places[row].map { all[$0] } }
}

extension Register {
  /// What those who deleted a row had seen, all together; nil where nobody did.
  fileprivate var seenByDeletions: VersionVector? {
    var contexts: [VersionVector] = []
    for case .deleted(let context) in lazy.map(\.value) { contexts.append(context) }
    guard let first = contexts.first else { return nil }
    if contexts.count == 1 { return first }
    // Merged one by one, each would be paid for by as much as all before it have seen.
    return VersionVector(
      Dictionary(
        contexts.lazy.flatMap(\.dots).map { ($0.replica, $0.revision) }, uniquingKeysWith: Swift.max
      ))
  }

  /// Whether something here shows that a row is there, and `seen` does not know it.
  fileprivate func says(in key: RegisterKey, beyond seen: VersionVector) -> Bool {
    switch key {
    case .answer: contains { !seen.contains($0.dot) }
    case .row:
      contains { item in
        if case .row = item.value { !seen.contains(item.dot) } else { false }
      }
    case .field, .unknown: false
    }
  }
}
