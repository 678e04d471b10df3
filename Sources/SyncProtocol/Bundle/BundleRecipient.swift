internal import Crypto
internal import Foundation
internal import RecordCoding

/// Whom a bundle is encrypted to: the public half of a pair of keys of X25519.
public struct BundleRecipient: Hashable, Sendable {
  static let keyBytes = 32

  public let key: [UInt8]

  /// - Parameter key: 32 bytes; nil where nothing can be encrypted to them.
  public init?(key: [UInt8]) {
    guard key.count == Self.keyBytes,
      let point = try? Curve25519.KeyAgreement.PublicKey(rawRepresentation: key),
      let shared = try? Curve25519.KeyAgreement.PrivateKey()
        .sharedSecretFromKeyAgreement(with: point),
      // Of a few points everybody knows what is agreed on with them: nothing.
      shared.withUnsafeBytes({ bytes in bytes.contains { $0 != 0 } })
    else { return nil }
    self.key = key
  }

  /// Enough of the key to tell it from others aloud.
  public var short: String { String(key.hexadecimal.prefix(12)) }

  /// How HPKE (RFC 9180) is used: base mode, with this suite and information.
  static let suite = HPKE.Ciphersuite.Curve25519_SHA256_ChachaPoly
  static let information = Data("campo sealed bundle 1".utf8)

  func sender() throws -> HPKE.Sender {
    try HPKE.Sender(
      recipientKey: Curve25519.KeyAgreement.PublicKey(rawRepresentation: key),
      ciphersuite: Self.suite, info: Self.information)
  }
}

extension BundleRecipient {
  private static let mark = "campo-key-1 "

  /// The line that a key file holds.
  public var line: String { Self.mark + key.hexadecimal }

  /// - Parameter line: as `line`; white space around it does not matter. Nil of anything else.
  public init?(line: String) {
    let words = line.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    guard words.hasPrefix(Self.mark),
      let key = [UInt8](hexadecimal: String(words.dropFirst(Self.mark.count)))
    else { return nil }
    self.init(key: key)
  }
}
