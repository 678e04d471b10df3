internal import RecordCoding

/// Gives a bundle's own bytes, whether its file is encrypted or not: for `BundleReader`. Memory is
/// bounded by one chunk.
///
/// Of an encrypted file nothing is given that was not authenticated.
public struct BundleUnsealer {
  private enum Stage {
    case opening
    case plain
    case envelope
    case chunks(SealedChunk)
  }

  private let openers: [BundleOpener]
  private var stage = Stage.opening
  private var buffer: [UInt8] = []
  private var consumed = 0
  /// For whom it is encrypted; none where it is not.
  public private(set) var recipients: [BundleRecipient] = []

  /// - Parameter openers: the keys at hand.
  public init(with openers: [BundleOpener]) { self.openers = openers }

  /// Takes the file's next bytes and gives the bundle's that they complete.
  /// - Throws: `BundleError.notForUs` of a file that is encrypted to others.
  public mutating func read(_ chunk: [UInt8]) throws(BundleError) -> [UInt8] {
    buffer += chunk
    if case .opening = stage { try open() }
    if case .envelope = stage { try readEnvelope() }
    switch stage {
    case .opening, .envelope: return []
    case .plain: return take(buffer.count)
    case .chunks(var chunks):
      var plain: [UInt8] = []
      var start = 0
      // Whether a whole one is the last shows when something follows.
      while buffer.count - start > SealedChunk.sealedBytes {
        let end = start + SealedChunk.sealedBytes
        guard let opened = chunks.open(buffer[start..<end], isLast: false) else {
          throw .unopened(offset: consumed + start)
        }
        plain += opened
        start = end
      }
      _ = take(start)
      stage = .chunks(chunks)
      return plain
    }
  }

  /// Says that the file has ended, and gives what was held back.
  public mutating func finish() throws(BundleError) -> [UInt8] {
    switch stage {
    case .opening, .plain: return take(buffer.count)
    case .envelope: throw .truncated(offset: consumed + buffer.count)
    case .chunks(var chunks):
      if let last = chunks.open(buffer, isLast: true) { return last }
      // A whole one that is not the last shows that the file ends where another chunk began.
      let isCut = buffer.isEmpty || chunks.open(buffer, isLast: false) != nil
      throw isCut
        ? .truncated(offset: consumed + buffer.count) : .unopened(offset: consumed)
    }
  }

  private mutating func take(_ count: Int) -> [UInt8] {
    let taken = Array(buffer[..<count])
    buffer.removeFirst(count)
    consumed += count
    return taken
  }

  /// What is no encrypted bundle is for `BundleReader` to judge.
  private mutating func open() throws(BundleError) {
    let opening = BundleLayout.magic + [BundleLayout.sealedVersion]
    guard buffer.prefix(opening.count).elementsEqual(opening.prefix(buffer.count)) else {
      stage = .plain
      return
    }
    if buffer.count >= opening.count { stage = .envelope }
  }

  private mutating func readEnvelope() throws(BundleError) {
    let start = BundleLayout.magic.count + 1
    var reader = ByteReader(buffer[start...])
    let fields: ArraySlice<UInt8>
    do {
      fields = try reader.readCounted("recipients", atMost: SyncLimits.bundleEnvelopeBytes)
    } catch {
      // Either it has not come yet, or its length is nonsense.
      guard buffer.count - start < SyncLimits.bundleEnvelopeBytes else {
        throw .sectionTooLarge(offset: start, limit: SyncLimits.bundleEnvelopeBytes)
      }
      return
    }
    let envelope: BundleEnvelope
    do throws(WireError) {
      envelope = try BundleEnvelope(Fields(fields))
    } catch {
      throw .corrupt(offset: start, detail: error)
    }
    recipients = envelope.slots.compactMap { BundleRecipient(key: $0.recipient) }
    guard let key = openers.lazy.compactMap({ $0.fileKey(in: envelope) }).first else {
      throw .notForUs(recipients)
    }
    let opening = take(buffer.count - reader.remaining)
    stage = .chunks(SealedChunk(key, after: opening))
  }
}
