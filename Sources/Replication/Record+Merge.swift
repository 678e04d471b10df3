extension Record {
  /// Joins what another replica knows of this record: commutative, associative, idempotent, and
  /// without an event of its own (Docs/Merge.md, "Merge").
  ///
  /// An entry stays when both sides hold it, or when the side that lacks it has not seen it; where
  /// the side that lacks it has seen it, somebody who was shown it has superseded it.
  /// - Precondition: both are states of one record.
  public mutating func merge(_ other: Record) {
    precondition(id == other.id, "only states of one record can be merged")
    // Whoever has seen a dot has seen all that its seal did, so a covered state adds nothing.
    if context.covers(other.context) { return }
    if other.context.covers(context) {
      self = other
      return
    }
    registers = joinedRegisters(with: other)
    decisions.merge(other.decisions) { max($0, $1) }
    let mentioned = mentionedDots
    stamps.merge(other.stamps) { max($0, $1) }
    stamps = stamps.filter { mentioned.contains($0.key) }
    context.merge(other.context)
  }

  /// The join of two states, as a new value.
  public func merged(with other: Record) -> Record {
    var join = self
    join.merge(other)
    return join
  }

  private func joinedRegisters(with other: Record) -> [RegisterKey: [Dot: AnswerValue]] {
    var joined = registers
    for (key, mine) in registers {
      let theirs = other.registers[key] ?? [:]
      if mine == theirs { continue }
      let entries = Self.joinedEntries(
        mine, seen: context, with: theirs, seenByOther: other.context)
      joined[key] = entries.isEmpty ? nil : entries
    }
    for (key, theirs) in other.registers where registers[key] == nil {
      let entries = theirs.filter { !context.contains($0.key) }
      if !entries.isEmpty { joined[key] = entries }
    }
    return joined
  }

  private static func joinedEntries(
    _ mine: [Dot: AnswerValue], seen: VersionVector,
    with theirs: [Dot: AnswerValue], seenByOther: VersionVector
  ) -> [Dot: AnswerValue] {
    var joined: [Dot: AnswerValue] = [:]
    for (dot, value) in mine {
      if let twin = theirs[dot] {
        // One dot never has two values, unless a replica was cloned; then any rule will do that
        // is the same on every side.
        joined[dot] = max(value, twin)
      } else if !seenByOther.contains(dot) {
        joined[dot] = value
      }
    }
    for (dot, value) in theirs where mine[dot] == nil && !seen.contains(dot) {
      joined[dot] = value
    }
    return joined
  }
}
