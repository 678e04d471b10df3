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
    registers = registers.joined(
      with: other.registers, seen: context, seenByOther: other.context)
    if !other.decisions.isEmpty { decisions.merge(other.decisions) { max($0, $1) } }
    for (dot, stamp) in other.stamps where stamps[dot] != stamp {
      stamps[dot] = stamps[dot].map { max($0, stamp) } ?? stamp
    }
    dropUnusedStamps()
    context.merge(other.context)
  }

  /// The join of two states, as a new value.
  public func merged(with other: Record) -> Record {
    var join = self
    join.merge(other)
    return join
  }
}
