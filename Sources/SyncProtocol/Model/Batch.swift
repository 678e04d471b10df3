public import Replication

/// Records that travel together, with the lines of the seal log that speak of them.
public struct Batch: Hashable, Sendable {
  public var records: [EncodedRecord]
  public var seals: [SealEntry]
  /// Further records with their lines, each group of one questionnaire, as `RecordPacking` writes
  /// them: on the wire only.
  public var packed: [[UInt8]]

  public init(
    records: [EncodedRecord] = [], seals: [SealEntry] = [], packed: [[UInt8]] = []
  ) {
    self.records = records
    self.seals = seals
    self.packed = packed
  }

  public var isEmpty: Bool { records.isEmpty && seals.isEmpty && packed.isEmpty }
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
