/// For each replica, the last revision seen. As a record's context it lists only writers of that
/// record and is never pruned.
///
/// A sorted array: few replicas write one record, and contexts are compared at every merge.
public struct VersionVector: Hashable, Sendable {
  /// The last dot of each replica, in the canonical order of replicas; no revision is 0.
  public private(set) var dots: [Dot]

  /// - Parameter revisions: 0 means that nothing of the replica was seen.
  public init(_ revisions: [ReplicaID: UInt64] = [:]) {
    dots = revisions.filter { $0.value > 0 }.map { Dot(replica: $0.key, revision: $0.value) }
      .sorted { $0.replica < $1.replica }
  }

  /// Whether it has seen nothing.
  public var isEmpty: Bool { dots.isEmpty }

  /// The last revision seen of a replica; 0 where none was. Set to 0, it has seen nothing of it.
  public subscript(replica: ReplicaID) -> UInt64 {
    get {
      let place = place(of: replica)
      return place < dots.count && dots[place].replica == replica ? dots[place].revision : 0
    }
    set {
      let place = place(of: replica)
      let isThere = place < dots.count && dots[place].replica == replica
      if isThere { dots.remove(at: place) }
      if newValue > 0 { dots.insert(Dot(replica: replica, revision: newValue), at: place) }
    }
  }

  /// The first place whose replica does not come before `replica`.
  private func place(of replica: ReplicaID) -> Int {
    dots.firstPlace { !($0.replica < replica) }
  }

  /// Whether it has seen a seal.
  public func contains(_ dot: Dot) -> Bool { self[dot.replica] >= dot.revision }

  /// Sees a seal, and with it all earlier ones of that replica.
  public mutating func insert(_ dot: Dot) {
    if !contains(dot) { self[dot.replica] = dot.revision }
  }

  /// Sees everything that `other` has seen.
  public mutating func merge(_ other: VersionVector) {
    if covers(other) { return }
    var union: [Dot] = []
    union.reserveCapacity(dots.count + other.dots.count)
    var (mine, theirs) = (dots[...], other.dots[...])
    while let a = mine.first, let b = theirs.first {
      union.append(a.replica == b.replica ? max(a, b) : a.replica < b.replica ? a : b)
      if a.replica <= b.replica { mine.removeFirst() }
      if b.replica <= a.replica { theirs.removeFirst() }
    }
    dots = union + mine + theirs
  }

  /// Whether everything that `other` has seen, this has seen.
  public func covers(_ other: VersionVector) -> Bool {
    guard dots.count >= other.dots.count else { return false }
    return other.dots.allSatisfy(contains)
  }
}

extension VersionVector {
  /// This, and everything that `other` has seen.
  public func merged(with other: VersionVector) -> VersionVector {
    var union = self
    union.merge(other)
    return union
  }
}
