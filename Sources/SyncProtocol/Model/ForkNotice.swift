public import Replication

/// A replica under which two machines wrote: its revisions from `first` on go by names of their own
/// (Docs/Merge.md, "Forked replicas").
public struct ForkNotice: Hashable, Sendable {
  public var replica: ReplicaID
  /// The first revision that goes by another name.
  public var first: UInt64

  public init(replica: ReplicaID, first: UInt64) {
    self.replica = replica
    self.first = first
  }
}
