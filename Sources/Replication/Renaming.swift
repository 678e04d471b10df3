/// What one record's revisions of a forked replica are called instead: each by a name of its own,
/// so that what two machines sealed under one revision stands side by side.
///
/// It relabels and says nothing: a state that is renamed holds the same entries, and claims to have
/// seen exactly the seals that it had seen, no twin's.
public struct Renaming: Hashable, Sendable {
  /// The replica that two machines wrote as.
  public let replica: ReplicaID
  /// Its first revision that goes by another name.
  public let first: UInt64
  /// The names of the revisions from `first` on that sealed this record.
  private let names: [UInt64: ReplicaID]
  /// The last revision before `first` that sealed it; 0 where none did.
  private let kept: UInt64
  /// For revisions that no line of a seal log explains.
  private let nameless: ReplicaID

  /// - Parameters:
  ///   - lines: what is known of the seals of this record, of any replica. Where they give one
  ///     revision two chains, nobody can tell which is meant, and none is.
  ///   - nameless: names revisions that no line explains; of the state's own bytes, so that
  ///     everybody who meets that state computes it alike.
  public init(
    of replica: ReplicaID, from first: UInt64, lines: [SealEntry], nameless: ReplicaID,
    hash: ([UInt8]) -> [UInt8]
  ) {
    var chains: [UInt64: Set<[UInt8]>] = [:]
    for line in lines where line.dot.replica == replica {
      chains[line.dot.revision, default: []].insert(line.chain)
    }
    var names: [UInt64: ReplicaID] = [:]
    for (revision, chains) in chains where revision >= first && chains.count == 1 {
      names[revision] = chains.first.map { ReplicaID(forkOf: replica, chain: $0, hash: hash) }
    }
    self.replica = replica
    self.first = first
    self.names = names
    self.nameless = nameless
    kept = chains.keys.filter { $0 < first }.max() ?? 0
  }

  /// How many names it gives.
  var count: Int { names.count + 1 }

  /// Whether a vector contains what goes by another name.
  func reaches(_ vector: VersionVector) -> Bool { vector[replica] >= first }

  /// What a dot is called.
  public func callAsFunction(_ dot: Dot) -> Dot {
    guard dot.replica == replica, dot.revision >= first else { return dot }
    guard let name = names[dot.revision] else {
      return Dot(replica: nameless, revision: dot.revision)
    }
    return Dot(replica: name, revision: 1)
  }

  /// What a vector of this record is called: lowered to what both twins share, with a name for each
  /// further seal that it contains.
  public func callAsFunction(_ vector: VersionVector) -> VersionVector {
    let last = vector[replica]
    guard last >= first else { return vector }
    var renamed = lowered(vector)
    let seen = names.lazy.filter { $0.key <= last }.map { ($0.value, UInt64(1)) }
    renamed.merge(VersionVector(Dictionary(seen, uniquingKeysWith: max)))
    if names[last] == nil { renamed.insert(Dot(replica: nameless, revision: last)) }
    return renamed
  }

  /// A vector without what goes by another name: what both twins share.
  public func lowered(_ vector: VersionVector) -> VersionVector {
    let last = vector[replica]
    guard last >= first else { return vector }
    var lowered = vector
    // With the line of its last revision the vector's seals are known one by one; without it, all
    // before the fork are claimed, as they were.
    lowered[replica] = names[last] == nil ? first - 1 : kept
    return lowered
  }
}

extension Renaming {
  /// What a value is called: a deletion names what its author had seen.
  public func callAsFunction(_ value: AnswerValue) -> AnswerValue {
    if case .deleted(let context) = value { .deleted(context: self(context)) } else { value }
  }

  /// What a decision is called.
  public func callAsFunction(_ decision: Decision) -> Decision {
    var decision = decision
    decision.context = self(decision.context)
    return decision
  }
}

extension Record {
  /// How many dots all contexts in it may gain by a renaming: each one that reaches so far is told
  /// name by name.
  public func dotsGained(by renaming: Renaming) -> Int {
    var reaching = 1 + decisions.values.count { renaming.reaches($0.context) }
    for (_, register) in registers {
      reaching += register.count { item in
        if case .deleted(let context) = item.value { renaming.reaches(context) } else { false }
      }
    }
    let (dots, isBeyond) = reaching.multipliedReportingOverflow(by: renaming.count)
    return isBeyond ? .max : dots
  }

  /// This state, with every dot and context called by its new name.
  ///
  /// Where the state has already seen a seal under its new name and lacks an entry of it, somebody
  /// who was shown the entry has superseded it; under its old name it is an echo, and goes too.
  public func renamed(by renaming: Renaming) -> Record {
    guard context[renaming.replica] >= renaming.first else { return self }
    var renamed = Record(id: id, kind: kind)
    for (key, entries) in registers {
      var join: [Dot: AnswerValue] = [:]
      for item in entries {
        let name = renaming(item.dot)
        if name != item.dot, context.contains(name), entries[name] == nil { continue }
        let value = renaming(item.value)
        join[name] = join[name].map { max($0, value) } ?? value
      }
      if let register = Register(join) { renamed.registers.append(register, at: key) }
    }
    for (dot, decision) in decisions {
      let (name, decision) = (renaming(dot), renaming(decision))
      renamed.decisions[name] = renamed.decisions[name].map { max($0, decision) } ?? decision
    }
    let mentioned = renamed.mentionedDots
    for (dot, stamp) in stamps where mentioned.contains(renaming(dot)) {
      let name = renaming(dot)
      renamed.stamps[name] = renamed.stamps[name].map { max($0, stamp) } ?? stamp
    }
    renamed.context = renaming(context)
    return renamed
  }
}
