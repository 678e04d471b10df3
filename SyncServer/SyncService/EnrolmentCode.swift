internal import Crypto
internal import Foundation

/// A one-time code that a person reads out and another types: ten characters of Crockford's
/// base 32, which has no I, L, O or U, as `7KQ4M-Z2X9D`; 50 bits.
public struct EnrolmentCode: Hashable, Sendable {
  private static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")
  private static let length = 10

  private let characters: String

  /// From random bits, of which the lowest 50 are used.
  public init(random: UInt64) {
    characters = String(
      (0..<Self.length).map { Self.alphabet[Int(random >> (5 * UInt64($0)) & 31)] })
  }

  /// As typed: case, spaces and hyphens do not matter, O is 0, I and L are 1. Nil if it cannot
  /// be one.
  public init?(typed: String) {
    let folded = typed.uppercased().filter { $0 != "-" && $0 != " " }.map {
      (character) -> Character in
      switch character {
      case "O": "0"
      case "I", "L": "1"
      default: character
      }
    }
    guard folded.count == Self.length, folded.allSatisfy(Self.alphabet.contains) else {
      return nil
    }
    characters = String(folded)
  }

  /// As it is shown.
  public var text: String { "\(characters.prefix(5))-\(characters.suffix(5))" }

  /// What the server keeps of it.
  package var hash: [UInt8] { Array(SHA256.hash(data: Array("code:\(characters)".utf8))) }
}

/// What proves an enrolment: 128 random bits in 22 characters of Base64 for URLs (RFC 4648 §5), since
/// it goes out with every request.
struct AccessToken {
  let text: String

  init(random words: (UInt64, UInt64)) {
    let bytes = [words.0, words.1].flatMap { word in
      (0..<8).map { UInt8(truncatingIfNeeded: word >> (8 * $0)) }
    }
    text = Data(bytes).base64EncodedString()
      .replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
  }

  /// As a request carries it.
  init(presented text: String) { self.text = text }

  /// What the server keeps of it, and looks it up by. The token has 128 random bits, so the hash
  /// cannot be reversed by trying, and how long a look-up takes tells nothing of the token: only
  /// hashes are compared, and nobody can choose a token for its hash.
  var hash: [UInt8] { Array(SHA256.hash(data: Array("token:\(text)".utf8))) }
}
