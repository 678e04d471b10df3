/// One entry of a register, with who wrote it.
public struct Entry: Hashable, Sendable {
  /// The seal that wrote it.
  public let dot: Dot
  /// What it says.
  public let value: AnswerValue
  /// Who wrote it and when.
  public let stamp: Stamp
}

/// A register on which people disagree: its entries, the one shown first.
public struct Conflict: Hashable, Sendable {
  /// Where people disagree.
  public let key: RegisterKey
  /// All that stands there, the shown one first.
  public let entries: [Entry]

  /// What was said, each value once, the shown one first: what a person chooses among.
  public var values: [AnswerValue] {
    entries.reduce(into: []) { if !$0.contains($1.value) { $0.append($1.value) } }
  }
}

extension Record {
  /// The entries of a register, the shown one first; empty where nothing was written.
  ///
  /// Shown is an answer rather than a cleared one, so that nothing typed is hidden; then the later
  /// by its author's clock; then the greater dot. The same on every replica.
  public func entries(of key: RegisterKey) -> [Entry] {
    guard let register = registers[key] else { return [] }
    return
      register
      .map { Entry(dot: $0.dot, value: $0.value, stamp: stamp(of: $0.dot)) }
      .sorted { Self.isShown($0, before: $1) }
  }

  /// What a register shows: its only value, or in a conflict that of the first of `entries(of:)`.
  public func value(of key: RegisterKey) -> AnswerValue? {
    registers.place(at: key).flatMap { value(at: $0) }
  }

  /// The same, of the register at a place in `registers`.
  package func value(at place: Int) -> AnswerValue? {
    let (key, register) = registers[place]
    return register.isSingle ? register[0].value : entries(of: key).first?.value
  }

  /// The text of a field of the record (`RegisterKey.Field`); nil where it has none.
  public func text(of field: String) -> String? {
    guard case .text(let text)? = value(of: .field(field)) else { return nil }
    return text
  }

  /// Whether a register's entries say different things. The same value twice is agreement; the
  /// presence of a row is no matter of opinion (`RowPresences`).
  public func isConflicted(_ key: RegisterKey) -> Bool {
    guard let register = registers[key] else { return false }
    return Self.isConflicted(key, register)
  }

  /// Every register on which people disagree, in canonical order of keys.
  public var conflicts: [Conflict] {
    registers.withSiblings.filter { Self.isConflicted($0.key, $0.value) }
      .map { Conflict(key: $0.key, entries: entries(of: $0.key)) }
  }

  /// How many questions a person should decide: conflicts, and rows that one deleted and another
  /// edited.
  public var disagreements: Int { conflicts.count + RowPresences(self).editedDeleted.count }

  private static func isConflicted(_ key: RegisterKey, _ register: Register) -> Bool {
    guard !register.isSingle else { return false }
    switch key {
    case .row, .unknown: return false
    case .field, .answer: return register.contains { $0.value != register[0].value }
    }
  }

  private static func isShown(_ a: Entry, before b: Entry) -> Bool {
    let (clearedA, clearedB) = (a.value == .cleared, b.value == .cleared)
    if clearedA != clearedB { return clearedB }
    return (a.stamp.time, a.dot) > (b.stamp.time, b.dot)
  }

  func stamp(of dot: Dot) -> Stamp {
    guard let stamp = stamps[dot] else {
      preconditionFailure("every dot that a record mentions has its stamp")
    }
    return stamp
  }
}
