/// For each replica, the last revision seen. As a record's context it lists only writers of that
/// record and is never pruned.
public struct VersionVector: Hashable, Sendable {
  public private(set) var revisions: [ReplicaID: UInt64]

  public init(_ revisions: [ReplicaID: UInt64] = [:]) {
    self.revisions = revisions.filter { $0.value > 0 }
  }

  public subscript(replica: ReplicaID) -> UInt64 { revisions[replica] ?? 0 }

  public func contains(_ dot: Dot) -> Bool { self[dot.replica] >= dot.revision }

  public mutating func insert(_ dot: Dot) {
    revisions[dot.replica] = max(self[dot.replica], dot.revision)
  }

  public mutating func merge(_ other: VersionVector) {
    revisions.merge(other.revisions, uniquingKeysWith: max)
  }

  /// Whether everything that `other` has seen, this has seen.
  public func covers(_ other: VersionVector) -> Bool {
    other.revisions.allSatisfy { self[$0.key] >= $0.value }
  }
}
