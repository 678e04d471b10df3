internal import RecordCoding
public import Replication

/// Which file: SHA-256 of its bytes.
public struct AttachmentDigest: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// In bytes.
  public static let length = 32

  public let bytes: [UInt8]

  /// Nil where there are not `length` bytes.
  public init?(_ bytes: [UInt8]) {
    guard bytes.count == Self.length else { return nil }
    self.bytes = bytes
  }

  /// Nil where it is not 64 lower-case hexadecimal digits.
  public init?(hexadecimal text: String) {
    guard let bytes = [UInt8](hexadecimal: text), bytes.count == Self.length,
      bytes.hexadecimal == text
    else { return nil }
    self.bytes = bytes
  }

  /// Nil where a record, of whoever wrote it, has no digest there.
  public init?(_ attachment: Attachment) { self.init(attachment.sha256) }

  /// 64 lower-case hexadecimal digits.
  public var description: String { bytes.hexadecimal }

  public static func < (a: Self, b: Self) -> Bool {
    a.bytes.lexicographicallyPrecedes(b.bytes)
  }
}
