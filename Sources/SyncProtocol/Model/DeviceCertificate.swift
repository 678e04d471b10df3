internal import RecordCoding
public import Replication

/// The office's signed word whose a device's signing key is. It travels in the bundles that the device
/// signs, so that whoever knows the office's key, and nobody else of the survey, knows whose they are.
public struct DeviceCertificate: Hashable, Sendable {
  public var author: Author
  /// What the device's bundles are checked by.
  public var key: [UInt8]
  /// Ed25519 over `signedBytes`, by the key that receipts are signed with.
  public var signature: [UInt8]

  public init(author: Author, key: [UInt8], signature: [UInt8] = []) {
    self.author = author
    self.key = key
    self.signature = signature
  }

  /// What is signed: Docs/SyncProtocol.md draws it.
  var signedBytes: [UInt8] {
    var writer = ByteWriter()
    writer.write(text: "campo device 1")
    writer.write(text: author.name)
    writer.write(byte: author.role.rawValue)
    writer.write(counted: key)
    return writer.bytes
  }
}

extension ReceiptSigner {
  public func signed(_ certificate: DeviceCertificate) -> DeviceCertificate {
    var certificate = certificate
    certificate.signature = signature(for: certificate.signedBytes)
    return certificate
  }
}

extension ReceiptVerifier {
  public func accepts(_ certificate: DeviceCertificate) -> Bool {
    accepts(certificate.signature, for: certificate.signedBytes)
  }
}
