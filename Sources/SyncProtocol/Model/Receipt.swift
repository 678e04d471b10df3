public import Replication

/// A server's word, given after its commit, that it holds what a peer sent of a record.
public struct Receipt: Hashable, Sendable {
  public var record: RecordID
  /// SHA-256 of the record's canonical bytes as they were sent: which state this receipt is for.
  public var digest: [UInt8]
  /// What the server's copy had seen after the merge; whatever lies inside need not be sent again.
  /// Empty when the bytes were quarantined: kept, yet not understood.
  public var context: VersionVector

  public init(record: RecordID, digest: [UInt8], context: VersionVector) {
    self.record = record
    self.digest = digest
    self.context = context
  }
}
