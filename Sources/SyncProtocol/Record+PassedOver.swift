package import Replication

extension Record {
  /// Seals of this record that its state claims to have seen, as its context reaches beyond them, and
  /// of which no line came with it: another machine made them under the same name (Docs/Merge.md,
  /// "Forked replicas"). A record's own history has no gaps, as far as all its lines are handed on.
  /// - Parameters:
  ///   - known: lines about the record that are known from elsewhere.
  ///   - lines: all about the record that came with the state. A device of the first version leaves
  ///     some out; then more is renamed than was forked.
  package func sealsPassedOver(among known: [SealEntry], lines: [SealEntry]) -> [Dot] {
    guard lines.count < SyncLimits.recordSeals else { return [] }
    let present = Set(lines.map(\.dot))
    return known.map(\.dot).filter { dot in
      let last = context[dot.replica]
      return last > dot.revision && !present.contains(dot)
        && present.contains(Dot(replica: dot.replica, revision: last))
    }
  }
}
