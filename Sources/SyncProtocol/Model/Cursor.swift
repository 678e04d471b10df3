public import Replication

/// How far a peer has read one area's change feed of one store.
public struct Cursor: Hashable, Sendable {
  /// The store that numbered the feed.
  public var server: ReplicaID
  /// Counts how often that store was restored from a backup: another epoch, another feed.
  public var epoch: UInt64
  public var area: String
  /// The last sequence number read; 0 before the first.
  public var sequence: UInt64
  /// The feed's running hash at `sequence`, so that a cursor from a lost future is noticed. Empty
  /// at sequence 0 and where the store keeps none.
  public var feedHash: [UInt8]

  public init(
    server: ReplicaID, epoch: UInt64, area: String, sequence: UInt64, feedHash: [UInt8] = []
  ) {
    self.server = server
    self.epoch = epoch
    self.area = area
    self.sequence = sequence
    self.feedHash = feedHash
  }
}
