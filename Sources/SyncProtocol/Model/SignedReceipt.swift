internal import Crypto
internal import RecordCoding
public import Replication

/// A server's signed word that it stored a record, and where in its feed: a device may let go of its
/// copy when a backup has reached that place.
///
/// Never given for what is in quarantine.
public struct SignedReceipt: Hashable, Sendable {
  public var server: ReplicaID
  public var epoch: UInt64
  /// Whose feed the place is in.
  public var area: String
  public var sequence: UInt64
  public var record: RecordID
  /// What the server holds of the record.
  public var context: VersionVector
  /// Ed25519 over `signedBytes`, or over the root of a tree of receipts.
  public var signature: [UInt8]
  /// From this receipt to the root, where the signature is one over many (`ReceiptTree`).
  public var path: [Step] = []

  public init(
    server: ReplicaID, epoch: UInt64, area: String, sequence: UInt64, record: RecordID,
    context: VersionVector, signature: [UInt8] = [], path: [Step] = []
  ) {
    self.server = server
    self.epoch = epoch
    self.area = area
    self.sequence = sequence
    self.record = record
    self.context = context
    self.signature = signature
    self.path = path
  }

  /// What is signed: Docs/SyncProtocol.md draws it.
  public var signedBytes: [UInt8] {
    var writer = ByteWriter()
    writer.write(text: "campo receipt 1")
    writer.write(server)
    writer.write(varint: epoch)
    writer.write(text: area)
    writer.write(varint: sequence)
    writer.write(record)
    writer.write(context)
    return writer.bytes
  }
}

/// A server's signed word how far backups of it reach in an area's feed.
public struct BackupHorizon: Hashable, Sendable {
  public var server: ReplicaID
  public var epoch: UInt64
  public var area: String
  /// The last number of the feed that a whole backup holds.
  public var sequence: UInt64
  /// Ed25519 over `signedBytes`.
  public var signature: [UInt8]

  public init(
    server: ReplicaID, epoch: UInt64, area: String, sequence: UInt64, signature: [UInt8] = []
  ) {
    self.server = server
    self.epoch = epoch
    self.area = area
    self.sequence = sequence
    self.signature = signature
  }

  /// What is signed.
  public var signedBytes: [UInt8] {
    var writer = ByteWriter()
    writer.write(text: "campo horizon 1")
    writer.write(server)
    writer.write(varint: epoch)
    writer.write(text: area)
    writer.write(varint: sequence)
    return writer.bytes
  }

  /// Whether a backup holds what a receipt speaks of.
  public func reaches(_ receipt: SignedReceipt) -> Bool {
    server == receipt.server && epoch == receipt.epoch && area == receipt.area
      && sequence >= receipt.sequence
  }
}

/// Signs receipts and horizons; the server's.
public struct ReceiptSigner: Sendable {
  private let key: SigningKey

  /// - Parameter secret: 32 bytes; nil where they are no key.
  public init?(secret: [UInt8]) {
    guard let key = SigningKey(secret: secret) else { return nil }
    self.key = key
  }

  /// What devices check by.
  public var publicKey: [UInt8] { key.publicKey }

  public func signed(_ receipt: SignedReceipt) -> SignedReceipt {
    var receipt = receipt
    receipt.signature = signature(for: receipt.signedBytes)
    return receipt
  }

  /// One signature for all receipts of a tree.
  public func signature(for tree: ReceiptTree) -> [UInt8] { signature(for: tree.signedBytes) }

  public func signed(_ horizon: BackupHorizon) -> BackupHorizon {
    var horizon = horizon
    horizon.signature = signature(for: horizon.signedBytes)
    return horizon
  }

  public func signed(_ enrolment: SignedEnrolment) -> SignedEnrolment {
    var enrolment = enrolment
    enrolment.signature = signature(for: enrolment.signedBytes)
    if let word = enrolment.signingKey {
      enrolment.signingKey?.signature = signature(
        for: word.signedBytes(codeHash: enrolment.codeHash))
      enrolment.signingKey?.certificateSignature =
        signed(DeviceCertificate(author: enrolment.author, key: word.key)).signature
    }
    return enrolment
  }

  func signature(for bytes: [UInt8]) -> [UInt8] { key.signature(for: bytes) }
}

/// Checks what a server signed; the device's.
public struct ReceiptVerifier: Sendable {
  private let key: Curve25519.Signing.PublicKey

  /// - Parameter publicKey: 32 bytes; nil where they are no key.
  public init?(publicKey: [UInt8]) {
    guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: publicKey) else {
      return nil
    }
    self.key = key
  }

  func accepts(_ signature: [UInt8], for bytes: [UInt8]) -> Bool {
    key.isValidSignature(signature, for: bytes)
  }

  public func accepts(_ receipt: SignedReceipt) -> Bool {
    accepts(receipt.signature, for: receipt.bytesUnderSignature)
  }

  public func accepts(_ enrolment: SignedEnrolment) -> Bool {
    accepts(enrolment.signature, for: enrolment.signedBytes)
      && enrolment.signingKey.map { word in
        accepts(word.signature, for: word.signedBytes(codeHash: enrolment.codeHash))
      } ?? true
      && enrolment.certificate.map(accepts) ?? true
  }

  public func accepts(_ horizon: BackupHorizon) -> Bool {
    accepts(horizon.signature, for: horizon.signedBytes)
  }
}
