internal import Crypto
internal import RecordCoding

/// What a bundle's signature says of it.
public enum BundleSignature: Hashable, Sendable {
  /// Whoever has the key's other half wrote the bundle, and nobody changed it since.
  /// - certificate: for this key, as it lies in the bundle: whether the office signed it is not checked.
  case holds(key: [UInt8], certificate: DeviceCertificate? = nil)
  /// It is not what was signed.
  case broken
}

/// The key pair that a device signs its bundles with.
public struct BundleSigner: Sendable {
  /// Of a secret, in bytes.
  public static let secretBytes = 32

  private let key: SigningKey
  /// What goes into each bundle, so that readers know whose it is; nil while the office gave none.
  public var certificate: DeviceCertificate?

  /// - Parameter secret: `secretBytes` random bytes; nil where they are no key.
  public init?(secret: [UInt8]) {
    guard let key = SigningKey(secret: secret) else { return nil }
    self.key = key
  }

  /// What others check by, 32 bytes.
  public var publicKey: [UInt8] { key.publicKey }

  func seal(over digest: some Sequence<UInt8>) -> BundleSeal {
    BundleSeal(
      key: publicKey, signature: key.signature(for: BundleSeal.signedBytes(digest)),
      certificate: certificate)
  }
}

/// A signature as it lies in the file.
struct BundleSeal: Hashable, Sendable {
  /// Ed25519, 32 bytes.
  var key: [UInt8]
  var signature: [UInt8]
  var certificate: DeviceCertificate?

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
    guard isValid else { return .broken }
    // One of another key vouches for nothing here.
    return .holds(key: key, certificate: certificate?.key == key ? certificate : nil)
  }
}

extension BundleSeal: FieldCoded {
  private static let keyTag = Tag(1, "key")
  private static let signatureTag = Tag(2, "signature")
  private static let certificateTag = Tag(3, "certificate")

  func write(to writer: inout FieldWriter) {
    writer.bytes(Self.keyTag, key)
    writer.bytes(Self.signatureTag, signature)
    if let certificate { writer.value(Self.certificateTag, certificate) }
  }

  init(_ fields: Fields) throws(WireError) {
    self.init(
      key: try fields.hash(Self.keyTag), signature: try fields.hash(Self.signatureTag),
      certificate: try fields.has(Self.certificateTag)
        ? fields.value(Self.certificateTag, DeviceCertificate.self) : nil)
  }
}
