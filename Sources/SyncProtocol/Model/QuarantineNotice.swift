public import Messages
public import Replication

/// Something a server kept without understanding it, and why.
public struct QuarantineNotice: Hashable, Sendable {
  public var record: RecordID
  /// SHA-256 of the bytes as they were sent.
  public var digest: [UInt8]
  public var code: String
  public var message: Message

  public init(record: RecordID, digest: [UInt8], code: String, message: Message) {
    self.record = record
    self.digest = digest
    self.code = code
    self.message = message
  }
}
