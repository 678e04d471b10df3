internal import RecordCoding
public import Replication

/// A server's signed word that it holds a file, whole and verified, and as which of its files: a
/// device may let go of its copy when a backup has reached that number.
public struct AttachmentReceipt: Hashable, Sendable {
  public var server: ReplicaID
  public var epoch: UInt64
  public var digest: AttachmentDigest
  /// Counts the files that the server came to hold, from 1.
  public var sequence: UInt64
  /// Ed25519 over `signedBytes`.
  public var signature: [UInt8]

  public init(
    server: ReplicaID, epoch: UInt64, digest: AttachmentDigest, sequence: UInt64,
    signature: [UInt8] = []
  ) {
    self.server = server
    self.epoch = epoch
    self.digest = digest
    self.sequence = sequence
    self.signature = signature
  }

  /// What is signed: Docs/SyncProtocol.md draws it.
  public var signedBytes: [UInt8] {
    var writer = ByteWriter()
    writer.write(text: "campo attachment 1")
    writer.write(server)
    writer.write(varint: epoch)
    writer.write(raw: digest.bytes)
    writer.write(varint: sequence)
    return writer.bytes
  }
}

/// A server's signed word how many of its files a backup of it holds.
///
/// Apart from `BackupHorizon`, whose areas may have any name that somebody gave a record.
public struct AttachmentHorizon: Hashable, Sendable {
  public var server: ReplicaID
  public var epoch: UInt64
  /// The last file's number that a whole backup holds.
  public var sequence: UInt64
  /// Ed25519 over `signedBytes`.
  public var signature: [UInt8]

  public init(server: ReplicaID, epoch: UInt64, sequence: UInt64, signature: [UInt8] = []) {
    self.server = server
    self.epoch = epoch
    self.sequence = sequence
    self.signature = signature
  }

  /// What is signed.
  public var signedBytes: [UInt8] {
    var writer = ByteWriter()
    writer.write(text: "campo attachment horizon 1")
    writer.write(server)
    writer.write(varint: epoch)
    writer.write(varint: sequence)
    return writer.bytes
  }

  /// Whether a backup holds what a receipt speaks of.
  public func reaches(_ receipt: AttachmentReceipt) -> Bool {
    server == receipt.server && epoch == receipt.epoch && sequence >= receipt.sequence
  }
}

extension ReceiptSigner {
  public func signed(_ receipt: AttachmentReceipt) -> AttachmentReceipt {
    var receipt = receipt
    receipt.signature = signature(for: receipt.signedBytes)
    return receipt
  }

  public func signed(_ horizon: AttachmentHorizon) -> AttachmentHorizon {
    var horizon = horizon
    horizon.signature = signature(for: horizon.signedBytes)
    return horizon
  }
}

extension ReceiptVerifier {
  public func accepts(_ receipt: AttachmentReceipt) -> Bool {
    accepts(receipt.signature, for: receipt.signedBytes)
  }

  public func accepts(_ horizon: AttachmentHorizon) -> Bool {
    accepts(horizon.signature, for: horizon.signedBytes)
  }
}
