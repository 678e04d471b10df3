/// A run of a file's bytes, as a bundle carries it.
public struct AttachmentPiece: Hashable, Sendable {
  public var digest: AttachmentDigest
  /// The whole file, in bytes.
  public var size: UInt64
  /// Where the run begins.
  public var start: UInt64
  public var bytes: [UInt8]

  public init(digest: AttachmentDigest, size: UInt64, start: UInt64, bytes: [UInt8]) {
    self.digest = digest
    self.size = size
    self.start = start
    self.bytes = bytes
  }
}
