extension Record {
  /// Gives pending writes, and a decision made with them, their dot: the only way a record gains
  /// an event.
  ///
  /// A write supersedes the dots it names, and what the same author had written there from the
  /// same store: that he was shown when he typed it, even if a sync sealed it behind his back.
  /// - Parameter former: what this store sealed under names that it had before.
  /// - Precondition: `dot` is the next revision of its replica, so this record has not seen it.
  public mutating func seal(
    _ pending: PendingWrites, decision: Decision? = nil, as dot: Dot, at time: WallTime,
    former: VersionVector = VersionVector()
  ) {
    precondition(!context.contains(dot), "a dot seals once")
    registers.replace(
      pending.writes.map { key, write in
        let register = registers[key]?.sealed(dot, write.value) { entry in
          write.supersedes.contains(entry.dot)
            || (entry.dot.replica == dot.replica || former.contains(entry.dot))
              && isWritten(entry.dot, entry.value, by: pending.author, under: write.value)
        }
        return (key, register ?? Register(dot, write.value))
      })
    decisions[dot] = decision
    context.insert(dot)
    stamps[dot] = Stamp(author: pending.author, time: time)
    dropUnusedStamps()
  }

  private func isWritten(
    _ entry: Dot, _ value: AnswerValue, by author: Author, under new: AnswerValue
  ) -> Bool {
    guard stamp(of: entry).author == author else { return false }
    // A deletion leaves the row's place standing.
    if case (.row, .deleted) = (value, new) { return false }
    return true
  }

  /// The record as its author sees it before the seal: pending writes stand under a dot that no
  /// replica can have. For display; such a state is never merged, stored or sent.
  public func including(_ pending: PendingWrites?) -> Record {
    guard let pending, !pending.isEmpty else { return self }
    var preview = self
    preview.seal(pending, as: .preview, at: WallTime(milliseconds: .max))
    return preview
  }
}

extension Dot {
  /// Stands for what is not sealed yet (`Record.including`).
  static let preview = Dot(replica: ReplicaID(high: 0, low: 0), revision: .max)
}
