public import Replication

/// Records that travel together, with the lines of the seal log that speak of them.
public struct Batch: Hashable, Sendable {
  public var records: [EncodedRecord]
  public var seals: [SealEntry]

  public init(records: [EncodedRecord] = [], seals: [SealEntry] = []) {
    self.records = records
    self.seals = seals
  }

  public var isEmpty: Bool { records.isEmpty && seals.isEmpty }
}

/// A record's canonical bytes beside its identity, so that bytes which a receiver cannot decode
/// can still be named, kept and acknowledged.
public struct EncodedRecord: Hashable, Sendable {
  public var id: RecordID
  /// As `RecordCoder.encode` wrote them.
  public var bytes: [UInt8]

  public init(id: RecordID, bytes: [UInt8]) {
    self.id = id
    self.bytes = bytes
  }
}
