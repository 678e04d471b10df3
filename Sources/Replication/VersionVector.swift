/// For each replica, the last revision seen. As a record's context it lists only writers of that
/// record and is never pruned.
public struct VersionVector: Hashable, Sendable {
  public private(set) var revisions: [ReplicaID: UInt64]

  public init(_ revisions: [ReplicaID: UInt64] = [:]) {
    self.revisions = revisions.filter { $0.value > 0 }
  }

  /// Whether it has seen nothing.
  public var isEmpty: Bool { revisions.isEmpty }

  public subscript(replica: ReplicaID) -> UInt64 { revisions[replica] ?? 0 }

  /// Whether it has seen a seal.
  public func contains(_ dot: Dot) -> Bool { self[dot.replica] >= dot.revision }

  /// Sees a seal, and with it all earlier ones of that replica.
  public mutating func insert(_ dot: Dot) {
    revisions[dot.replica] = max(self[dot.replica], dot.revision)
  }

  /// Sees everything that `other` has seen.
  public mutating func merge(_ other: VersionVector) {
    revisions.merge(other.revisions, uniquingKeysWith: max)
  }

  /// Whether everything that `other` has seen, this has seen.
  public func covers(_ other: VersionVector) -> Bool {
    other.revisions.allSatisfy { self[$0.key] >= $0.value }
  }
}

extension VersionVector {
  /// The last dot of each replica, in the canonical order of replicas.
  public var dots: [Dot] {
    revisions.keys.sorted().map { Dot(replica: $0, revision: self[$0]) }
  }

  /// This, and everything that `other` has seen.
  public func merged(with other: VersionVector) -> VersionVector {
    var union = self
    union.merge(other)
    return union
  }
}
