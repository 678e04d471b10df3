/// One sealed write event: the `revision`-th seal of `replica`. Everything sealed together shares it.
public struct Dot: Hashable, Comparable, Sendable {
  /// The replica that sealed.
  public let replica: ReplicaID
  /// Counts from 1, without gaps, over all records of the replica.
  public let revision: UInt64

  public init(replica: ReplicaID, revision: UInt64) {
    self.replica = replica
    self.revision = revision
  }

  public static func < (a: Self, b: Self) -> Bool {
    (a.revision, a.replica) < (b.revision, b.replica)
  }
}
