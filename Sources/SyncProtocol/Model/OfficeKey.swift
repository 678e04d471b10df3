internal import RecordCoding

/// The server's signed word what bundles are encrypted to that are for the office; hubs hand it on.
public struct OfficeKey: Hashable, Sendable {
  /// The public half of a pair of keys of X25519.
  public var key: [UInt8]
  /// Ed25519 over `signedBytes`, by the key that receipts are signed with.
  public var signature: [UInt8]

  public init(key: [UInt8], signature: [UInt8] = []) {
    self.key = key
    self.signature = signature
  }

  /// What is signed.
  var signedBytes: [UInt8] {
    var writer = ByteWriter()
    writer.write(text: "campo office key 1")
    writer.write(counted: key)
    return writer.bytes
  }
}

extension ReceiptSigner {
  public func signed(_ office: OfficeKey) -> OfficeKey {
    OfficeKey(key: office.key, signature: signature(for: office.signedBytes))
  }
}

extension ReceiptVerifier {
  public func accepts(_ office: OfficeKey) -> Bool {
    accepts(office.signature, for: office.signedBytes)
  }
}
