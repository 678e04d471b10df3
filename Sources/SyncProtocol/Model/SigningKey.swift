internal import Crypto

/// A pair of keys of Ed25519: a server's for receipts, a device's for bundles.
struct SigningKey: Sendable {
  private let key: Curve25519.Signing.PrivateKey

  /// - Parameter secret: 32 bytes; nil where they are no key.
  init?(secret: [UInt8]) {
    guard let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: secret) else {
      return nil
    }
    self.key = key
  }

  /// What others check by, 32 bytes.
  var publicKey: [UInt8] { Array(key.publicKey.rawRepresentation) }

  func signature(for bytes: [UInt8]) -> [UInt8] {
    do {
      return Array(try key.signature(for: bytes))
    } catch {
      preconditionFailure("a key that was made signs: \(error)")
    }
  }
}
