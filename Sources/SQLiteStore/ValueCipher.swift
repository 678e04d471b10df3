import Crypto
import RecordCoding

/// The one seam through which every stored value passes on its way to and from the file. Only ids,
/// area, sequence, status and questionnaires stand in clear beside it.
///
/// A sealed value begins with a byte that names the scheme, so that values of several schemes can
/// stand in one file; authenticated encryption will be scheme 1.
public struct ValueCipher: Sendable {
  /// The row a value belongs to; part of what is authenticated, so that values cannot be swapped.
  public struct Place: Hashable, Sendable {
    /// The table it stands in.
    public let table: String
    /// The row's key in clear.
    public let row: [UInt8]

    package init(table: String, row: [UInt8]) {
      self.table = table
      self.row = row
    }
  }

  /// Plain bytes in, sealed bytes out.
  public let seal: @Sendable (_ plain: [UInt8], _ place: Place) -> [UInt8]
  /// Sealed bytes in, plain bytes out; nil where they are damaged or belong to another place.
  public let open: @Sendable (_ sealed: [UInt8], _ place: Place) -> [UInt8]?

  public init(
    seal: @escaping @Sendable ([UInt8], Place) -> [UInt8],
    open: @escaping @Sendable ([UInt8], Place) -> [UInt8]?
  ) {
    self.seal = seal
    self.open = open
  }
}

extension ValueCipher {
  private static let plainScheme: UInt8 = 0
  private static let checkBytes = 8

  /// Scheme 0: no secrecy. Eight bytes of SHA-256 over place and value tell damage from data.
  public static let plain = ValueCipher(
    seal: { plain, place in [plainScheme] + check(plain, place) + plain },
    open: { sealed, place in
      guard sealed.first == plainScheme, sealed.count > checkBytes else { return nil }
      let plain = Array(sealed[(1 + checkBytes)...])
      return check(plain, place).elementsEqual(sealed[1...checkBytes]) ? plain : nil
    })

  private static func check(_ plain: [UInt8], _ place: Place) -> ArraySlice<UInt8> {
    var hash = SHA256()
    hash.update(data: Array(place.table.utf8))
    hash.update(data: [UInt8(truncatingIfNeeded: place.row.count)])
    hash.update(data: place.row)
    hash.update(data: plain)
    return Array(hash.finalize())[..<checkBytes]
  }
}

/// A stored value that the cipher or the coder does not accept.
struct DamagedValue: Error {
  let table: String
  let row: String

  init(_ place: ValueCipher.Place) {
    table = place.table
    row = place.row.hexadecimal
  }
}

/// SHA-256, 32 bytes.
func sha256(_ bytes: [UInt8]) -> [UInt8] { Array(SHA256.hash(data: bytes)) }
