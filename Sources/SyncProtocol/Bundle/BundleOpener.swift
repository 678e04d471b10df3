internal import Crypto
internal import Foundation

/// The pair of keys of X25519 that opens what is encrypted to its owner: a server, or a device.
public struct BundleOpener: Sendable {
  /// Of a secret, in bytes.
  public static let secretBytes = 32

  private let key: Curve25519.KeyAgreement.PrivateKey
  /// What others encrypt to.
  public let recipient: BundleRecipient

  /// - Parameter secret: `secretBytes` random bytes; nil where they are no key.
  public init?(secret: [UInt8]) {
    guard let key = try? Curve25519.KeyAgreement.PrivateKey(rawRepresentation: secret),
      let recipient = BundleRecipient(key: Array(key.publicKey.rawRepresentation))
    else { return nil }
    self.key = key
    self.recipient = recipient
  }

  /// The key that the chunks are encrypted with; nil where the envelope has none for this opener, or
  /// one that was changed.
  func fileKey(in envelope: BundleEnvelope) -> SymmetricKey? {
    for slot in envelope.slots where slot.recipient == recipient.key {
      guard
        var opening = try? HPKE.Recipient(
          privateKey: key, ciphersuite: BundleRecipient.suite, info: BundleRecipient.information,
          encapsulatedKey: Data(slot.encapsulated)),
        let bytes = try? opening.open(Data(slot.fileKey)), bytes.count == SealedChunk.keyBytes
      else { continue }
      return SymmetricKey(data: bytes)
    }
    return nil
  }
}
