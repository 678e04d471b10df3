/// What one entry of a register says.
///
/// Answers are kept in their lexical form, exactly as ODK XForms spells the type (`12`, `2024-03-15`,
/// `a b` for two choices, `13.7 -89.2 0 5` for a point), so that no number is ever rounded.
public enum AnswerValue: Hashable, Sendable {
  /// The person emptied the answer: a statement like any other.
  case cleared
  case text(String)
  /// A missing code by name (`dont_know`, `refused`, …), apart from values.
  case missing(String)
  /// A file, by what it holds; the blob travels apart.
  indirect case attachment(Attachment)
  /// A roster row that exists, with its place among its siblings when it was added.
  case row(position: UInt32)
  /// A roster row that was deleted by someone who had seen `context`.
  case deleted(context: VersionVector)
  /// A value of a newer version of the software: kept and forwarded, never interpreted.
  case unknown(kind: UInt8, bytes: [UInt8])
}

/// The identity of a file: SHA-256 of its bytes, its length in bytes, its media type and name.
public struct Attachment: Hashable, Sendable {
  /// 32 bytes.
  public var sha256: [UInt8]
  /// In bytes.
  public var size: UInt64
  /// The media type, such as `image/jpeg`.
  public var type: String
  /// As the person or the camera named it.
  public var name: String

  public init(sha256: [UInt8], size: UInt64, type: String, name: String) {
    self.sha256 = sha256
    self.size = size
    self.type = type
    self.name = name
  }
}
