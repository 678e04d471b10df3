internal import Crypto
internal import RecordCoding

/// What a bundle's signature says of it.
public enum BundleSignature: Hashable, Sendable {
  /// Whoever has the key's other half wrote the bundle, and nobody changed it since.
  case holds(key: [UInt8])
  /// It is not what was signed.
  case broken
}

/// The key pair that a device signs its bundles with.
public struct BundleSigner: Sendable {
  /// Of a secret, in bytes.
  public static let secretBytes = 32

  private let key: SigningKey

  /// - Parameter secret: `secretBytes` random bytes; nil where they are no key.
  public init?(secret: [UInt8]) {
    guard let key = SigningKey(secret: secret) else { return nil }
    self.key = key
  }

  /// What others check by, 32 bytes.
  public var publicKey: [UInt8] { key.publicKey }

  func seal(over digest: some Sequence<UInt8>) -> BundleSeal {
    BundleSeal(key: publicKey, signature: key.signature(for: BundleSeal.signedBytes(digest)))
  }
}

/// A signature as it lies in the file.
struct BundleSeal: Hashable, Sendable {
  /// Ed25519, 32 bytes.
  var key: [UInt8]
  var signature: [UInt8]

  static func signedBytes(_ digest: some Sequence<UInt8>) -> [UInt8] {
    var writer = ByteWriter()
    writer.write(text: "campo bundle 1")
    writer.write(raw: digest)
    return writer.bytes
  }

  /// - Parameter digest: SHA-256 of all that lies before it in the file.
  func judged(over digest: some Sequence<UInt8>) -> BundleSignature {
    let isValid =
      (try? Curve25519.Signing.PublicKey(rawRepresentation: key))?
      .isValidSignature(signature, for: Self.signedBytes(digest)) ?? false
    return isValid ? .holds(key: key) : .broken
  }
}

extension BundleSeal: FieldCoded {
  private static let keyTag = Tag(1, "key")
  private static let signatureTag = Tag(2, "signature")

  func write(to writer: inout FieldWriter) {
    writer.bytes(Self.keyTag, key)
    writer.bytes(Self.signatureTag, signature)
  }

  init(_ fields: Fields) throws(WireError) {
    self.init(
      key: try fields.hash(Self.keyTag), signature: try fields.hash(Self.signatureTag))
  }
}
