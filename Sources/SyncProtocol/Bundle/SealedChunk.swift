internal import Crypto
internal import Foundation

/// The pieces that an encrypted bundle consists of, each authenticated by itself together with its place,
/// whether it is the last, and all that stands before the first: none can be changed, moved, left out
/// or cut off unnoticed.
struct SealedChunk {
  /// Of the bundle in each but the last, which has so many at most.
  static let plainBytes = 64 << 10
  static let tagBytes = 16
  static let sealedBytes = plainBytes + tagBytes
  static let keyBytes = 32

  private let key: SymmetricKey
  /// SHA-256 of what stands before the first.
  private let opening: [UInt8]
  private var number: UInt64 = 0

  /// - Parameter opening: the file's bytes up to the first chunk.
  init(_ key: SymmetricKey, after opening: [UInt8]) {
    self.key = key
    self.opening = Array(SHA256.hash(data: opening))
  }

  /// The next chunk as it stands in the file.
  mutating func seal(_ plain: some DataProtocol, isLast: Bool) -> [UInt8] {
    defer { number += 1 }
    do {
      let box = try ChaChaPoly.seal(
        plain, using: key, nonce: nonce(isLast: isLast), authenticating: opening)
      return Array(box.ciphertext + box.tag)
    } catch {
      preconditionFailure("a key of \(Self.keyBytes) bytes encrypts: \(error)")
    }
  }

  /// What the next chunk holds; nil where it is not what was written there.
  mutating func open(_ sealed: some Collection<UInt8>, isLast: Bool) -> [UInt8]? {
    guard sealed.count >= Self.tagBytes,
      let box = try? ChaChaPoly.SealedBox(
        nonce: nonce(isLast: isLast), ciphertext: Array(sealed.dropLast(Self.tagBytes)),
        tag: Array(sealed.suffix(Self.tagBytes))),
      let plain = try? ChaChaPoly.open(box, using: key, authenticating: opening)
    else { return nil }
    number += 1
    return Array(plain)
  }

  /// Three bytes of zero, the chunk's number from 0 (8 bytes, big-endian), and 1 of the last, else 0.
  private func nonce(isLast: Bool) throws -> ChaChaPoly.Nonce {
    let counter = (0..<8).map { UInt8(truncatingIfNeeded: number >> (56 - 8 * UInt64($0))) }
    return try ChaChaPoly.Nonce(data: [0, 0, 0] + counter + [isLast ? 1 : 0])
  }
}
