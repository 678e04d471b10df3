extension Record {
  /// Whether one of two states claims to have seen a seal that the other holds an entry or a decision
  /// of, and holds nothing at that key, or no such decision.
  ///
  /// No seal leaves a key empty: whoever supersedes an entry writes at its key, and decisions only
  /// grow (Docs/Merge.md, "Why the laws hold"). Such a state was made to have others' answers taken
  /// away without a trace, or it means other seals by the same names: a fork that nothing told of.
  public func contradicts(_ other: Record) -> Bool {
    lacksWhatItHasSeen(of: other) || other.lacksWhatItHasSeen(of: self)
  }

  private func lacksWhatItHasSeen(of other: Record) -> Bool {
    other.decisions.keys.contains { decisions[$0] == nil && context.contains($0) }
      || other.registers.hasEntry(atKeyMissingFrom: registers) { context.contains($0) }
  }
}

extension Registers {
  /// Whether an entry satisfies `condition` at a key that `other` does not have.
  fileprivate func hasEntry(
    atKeyMissingFrom other: Registers, where condition: (Dot) -> Bool
  ) -> Bool {
    if keys == other.keys { return false }
    var theirs = 0
    for place in keys.indices {
      while theirs < other.count, other.keys[theirs] < keys[place] { theirs += 1 }
      if theirs < other.count, other.keys[theirs] == keys[place] { continue }
      if self[place].value.contains(where: { condition($0.dot) }) { return true }
    }
    return false
  }
}
