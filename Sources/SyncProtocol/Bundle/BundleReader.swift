internal import Crypto
internal import RecordCoding

/// Reads a bundle from pieces of any size; memory is bounded by one section.
///
/// Parts come before the digest at the end has been checked: a caller that must not act on a
/// damaged file reads it twice, or acts in one transaction that `finish` must precede.
public struct BundleReader {
  private enum Stage {
    case opening
    case header
    case sections
    case signed
    case ended
  }

  private var buffer: [UInt8] = []
  private var consumed = 0
  private var sections = 0
  private var stage = Stage.opening
  private var digest = SHA256()

  public init() {}

  /// Takes the file's next bytes and gives the parts that they complete.
  public mutating func read(_ chunk: [UInt8]) throws(BundleError) -> [BundlePart] {
    buffer += chunk
    var position = 0
    var parts: [BundlePart] = []
    if stage == .opening {
      guard try open(&position) else { return [] }
    }
    while position < buffer.count {
      guard stage != .ended else { throw .trailingBytes(offset: consumed + position) }
      guard let section = try nextSection(at: position) else { break }
      if let part = try part(section, offset: consumed + position) { parts.append(part) }
      position = section.end
    }
    consumed += position
    buffer.removeFirst(position)
    return parts
  }

  /// Says that the file has ended; throws unless its digest was read and agreed.
  public func finish() throws(BundleError) {
    switch stage {
    case .ended: return
    case .opening where !BundleLayout.magic.starts(with: buffer.prefix(BundleLayout.magic.count)):
      throw .notABundle
    case .opening where buffer.isEmpty: throw .notABundle
    default: throw .truncated(offset: consumed + buffer.count)
    }
  }

  private mutating func open(_ position: inout Int) throws(BundleError) -> Bool {
    let magic = BundleLayout.magic
    guard buffer.prefix(magic.count).elementsEqual(magic.prefix(buffer.count)) else {
      throw .notABundle
    }
    guard buffer.count > magic.count else { return false }
    let version = buffer[magic.count]
    guard version <= BundleLayout.version else { throw .newerVersion(version) }
    guard version > 0 else { throw .notABundle }
    position = magic.count + 1
    digest.update(data: buffer[..<position])
    stage = .header
    return true
  }

  private struct Section {
    var kind: UInt8
    var start: Int
    var payload: Range<Int>
    var end: Int { payload.upperBound }
  }

  /// The section that begins at `position`, or nil while its end has not come.
  private func nextSection(at position: Int) throws(BundleError) -> Section? {
    var length: UInt64 = 0
    var cursor = position + 1
    var shift: UInt64 = 0
    while true {
      guard cursor < buffer.count else { return nil }
      let byte = buffer[cursor]
      cursor += 1
      length |= UInt64(byte & 0x7F) << shift
      guard length <= UInt64(SyncLimits.bundleSectionBytes), shift < 63 else {
        throw .sectionTooLarge(
          offset: consumed + position, limit: SyncLimits.bundleSectionBytes)
      }
      if byte & 0x80 == 0 { break }
      shift += 7
    }
    guard buffer.count - cursor >= Int(length) else { return nil }
    return Section(
      kind: buffer[position], start: position, payload: cursor..<cursor + Int(length))
  }

  private mutating func part(_ section: Section, offset: Int) throws(BundleError) -> BundlePart? {
    let payload = buffer[section.payload]
    if section.kind == BundleLayout.end {
      guard stage == .sections || stage == .signed, Array(digest.finalize()).elementsEqual(payload)
      else {
        throw .digestMismatch
      }
      stage = .ended
      return nil
    }
    sections += 1
    guard sections <= SyncLimits.bundleSections else {
      throw .tooManySections(limit: SyncLimits.bundleSections)
    }
    do throws(WireError) {
      let part = try decode(section.kind, payload)
      guard (stage == .header) == part.isHeader else {
        throw .missing(field: "header")
      }
      guard stage != .signed else { throw .invalid(field: BundleLayout.signature.name) }
      digest.update(data: buffer[section.start..<section.end])
      stage = part.isSignature ? .signed : .sections
      return part
    } catch {
      throw .corrupt(offset: offset, detail: error)
    }
  }

  private func decode(
    _ kind: UInt8, _ payload: ArraySlice<UInt8>
  ) throws(WireError) -> BundlePart {
    switch kind {
    case BundleLayout.header: .header(try BundleHeader(Fields(payload)))
    case BundleLayout.definition: .definition(try DefinitionResponse(Fields(payload)))
    case BundleLayout.seals: try seals(Fields(payload))
    case BundleLayout.record: .record(try Self.record(payload))
    case BundleLayout.attachment: .attachment(try AttachmentPiece(Fields(payload)))
    default: .unknown(kind: kind, bytes: Array(payload))
    }
  }

  private func seals(_ fields: Fields) throws(WireError) -> BundlePart {
    guard fields.has(BundleLayout.signature) else { return .seals(try Batch(fields).seals) }
    let seal = try fields.value(BundleLayout.signature, BundleSeal.self)
    return .signature(seal.judged(over: digest.finalize()))
  }

  private static func record(_ payload: ArraySlice<UInt8>) throws(WireError) -> EncodedRecord {
    var reader = ByteReader(payload)
    do {
      return try reader.readEncodedRecord()
    } catch {
      throw .invalid(field: "record")
    }
  }
}

extension BundlePart {
  fileprivate var isHeader: Bool {
    if case .header = self { true } else { false }
  }

  fileprivate var isSignature: Bool {
    if case .signature = self { true } else { false }
  }
}
