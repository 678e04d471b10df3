/// Which revisions of one replica have arrived: "1–412 held, 398 missing".
public struct Coverage: Hashable, Sendable {
  /// Whose revisions these are.
  public let replica: ReplicaID
  /// The highest revision that a seal log or a context speaks of.
  public let lastRevision: UInt64
  /// Revisions whose record is here and has seen them.
  public let held: [ClosedRange<UInt64>]
  /// Revisions known to exist (a later one is known), of which nothing is here.
  public let missing: [ClosedRange<UInt64>]
  /// Those of `held` that nothing mentions any more: somebody who saw them wrote over them.
  public let superseded: [ClosedRange<UInt64>]

  public init(
    replica: ReplicaID, lastRevision: UInt64, held: [ClosedRange<UInt64>],
    missing: [ClosedRange<UInt64>], superseded: [ClosedRange<UInt64>]
  ) {
    self.replica = replica
    self.lastRevision = lastRevision
    self.held = held
    self.missing = missing
    self.superseded = superseded
  }
}

/// Gathers seal logs and the records held, one at a time, and says what has arrived.
///
/// A revision belongs to one record, which the seal log names; that record's context says whether
/// the revision has arrived. Memory grows with the number of seals, never with the answers.
public struct CoverageSurvey: Sendable {
  private var sealed: [Dot: RecordID] = [:]
  private var contexts: [RecordID: VersionVector] = [:]
  private var mentioned: Set<Dot> = []
  private var lastSeals: [ReplicaID: SealEntry] = [:]

  public init() {}

  /// Takes a line of a seal log into account.
  public mutating func add(_ entry: SealEntry) {
    sealed[entry.dot] = entry.record
    let last = lastSeals[entry.dot.replica]?.dot.revision ?? 0
    if entry.dot.revision > last { lastSeals[entry.dot.replica] = entry }
  }

  /// Who sealed last as a replica, and when; nil where no line of its log is known.
  public func lastStamp(of replica: ReplicaID) -> Stamp? { lastSeals[replica]?.stamp }

  /// Takes a record that is held into account.
  public mutating func add(_ record: Record) {
    contexts[record.id] = record.context
    mentioned.formUnion(record.mentionedDots)
  }

  /// Takes a record into account that was held and has been let go of.
  public mutating func add(_ id: RecordID, context: VersionVector) {
    contexts[id] = (contexts[id] ?? VersionVector()).merged(with: context)
  }

  /// The coverage of every replica that was spoken of, in canonical order.
  public func coverage() -> [Coverage] {
    var last: [ReplicaID: UInt64] = [:]
    var held: [ReplicaID: Set<UInt64>] = [:]
    func meet(_ dot: Dot) { last[dot.replica] = max(last[dot.replica] ?? 0, dot.revision) }
    for context in contexts.values { context.dots.forEach(meet) }
    for (dot, record) in sealed {
      meet(dot)
      if contexts[record]?.contains(dot) == true {
        held[dot.replica, default: []].insert(dot.revision)
      }
    }
    // Without its log entry a revision still shows where an entry mentions it, or a context ends.
    for dot in mentioned.union(contexts.values.flatMap(\.dots)) {
      held[dot.replica, default: []].insert(dot.revision)
    }
    return last.keys.sorted().map { replica in
      let here = (held[replica] ?? []).sorted()
      let gone = here.filter { !mentioned.contains(Dot(replica: replica, revision: $0)) }
      let heldRanges = Self.ranges(here)
      return Coverage(
        replica: replica, lastRevision: last[replica] ?? 0, held: heldRanges,
        missing: Self.gaps(in: heldRanges, through: last[replica] ?? 0),
        superseded: Self.ranges(gone))
    }
  }

  private static func ranges(_ sorted: [UInt64]) -> [ClosedRange<UInt64>] {
    sorted.reduce(into: []) { ranges, revision in
      if let last = ranges.last, last.upperBound + 1 == revision {
        ranges[ranges.count - 1] = last.lowerBound...revision
      } else {
        ranges.append(revision...revision)
      }
    }
  }

  private static func gaps(in held: [ClosedRange<UInt64>], through last: UInt64)
    -> [ClosedRange<UInt64>]
  {
    var gaps: [ClosedRange<UInt64>] = []
    var next: UInt64 = 1
    for range in held {
      if next < range.lowerBound { gaps.append(next...range.lowerBound - 1) }
      next = range.upperBound == .max ? .max : range.upperBound + 1
    }
    if next <= last, held.last?.upperBound != .max { gaps.append(next...last) }
    return gaps
  }
}
