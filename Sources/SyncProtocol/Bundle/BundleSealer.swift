internal import Crypto
internal import RecordCoding

/// Encrypts a bundle while it is written: takes the bytes of `BundleWriter`, gives those of the file.
/// Memory is bounded by one chunk.
public struct BundleSealer: Sendable {
  private let opening: [UInt8]
  private var chunks: SealedChunk
  private var waiting: [UInt8] = []

  /// - Parameter recipients: at least one; each can open it.
  public init(to recipients: [BundleRecipient]) {
    precondition(!recipients.isEmpty, "a bundle is encrypted to somebody")
    let key = SymmetricKey(size: .bits256)
    let envelope = BundleEnvelope(key, to: recipients).fieldBytes
    var writer = ByteWriter()
    writer.write(counted: envelope)
    opening = BundleLayout.magic + [BundleLayout.sealedVersion] + writer.bytes
    chunks = SealedChunk(key, after: opening)
  }

  /// The file's beginning; call it once, first.
  public func begin() -> [UInt8] { opening }

  public mutating func write(_ plain: [UInt8]) -> [UInt8] {
    waiting += plain
    var sealed: [UInt8] = []
    var start = 0
    // The last may be a whole one: what fills one waits until something follows.
    while waiting.count - start > SealedChunk.plainBytes {
      let end = start + SealedChunk.plainBytes
      sealed += chunks.seal(waiting[start..<end], isLast: false)
      start = end
    }
    waiting.removeFirst(start)
    return sealed
  }

  /// The file's end; call it once, last.
  public mutating func end() -> [UInt8] { chunks.seal(waiting, isLast: true) }
}
