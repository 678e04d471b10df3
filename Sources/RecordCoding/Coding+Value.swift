package import Replication

// A value is its kind, then, but for a cleared one, a length and a payload that is complete in
// itself: a reader that does not know the kind keeps the payload as it stands.

enum ValueKind {
  static let cleared: UInt8 = 0
  static let text: UInt8 = 1
  static let missing: UInt8 = 2
  static let attachment: UInt8 = 3
  static let row: UInt8 = 4
  static let deleted: UInt8 = 5
}

extension ByteWriter {
  package mutating func write(_ value: AnswerValue) {
    switch value {
    case .cleared:
      write(byte: ValueKind.cleared)
    case .text(let text):
      write(byte: ValueKind.text)
      write(text: text)
    case .missing(let code):
      write(byte: ValueKind.missing)
      write(text: code)
    case .attachment(let attachment):
      write(byte: ValueKind.attachment)
      writeCounted { $0.write(attachment) }
    case .row(let position):
      write(byte: ValueKind.row)
      writeCounted { $0.write(varint: position) }
    case .deleted(let context):
      write(byte: ValueKind.deleted)
      writeCounted { $0.write(context) }
    case .unknown(let kind, let bytes):
      write(byte: kind)
      write(counted: bytes)
    }
  }

  mutating func writeCounted(_ body: (inout ByteWriter) -> Void) {
    var payload = ByteWriter()
    body(&payload)
    write(counted: payload.bytes)
  }

  private mutating func write(_ attachment: Attachment) {
    write(counted: attachment.sha256)
    write(varint: attachment.size)
    write(text: attachment.type)
    write(text: attachment.name)
  }
}

extension ByteReader {
  package mutating func readValue() throws(RecordDecodingError) -> AnswerValue {
    let kind = try readByte()
    switch kind {
    case ValueKind.cleared: return .cleared
    case ValueKind.text: return .text(try readText("an answer"))
    case ValueKind.missing:
      return .missing(try readText("a missing code", atMost: CodingLimits.nameBytes))
    case ValueKind.attachment:
      return .attachment(
        try readPayload { reader throws(RecordDecodingError) in try reader.readAttachment() })
    case ValueKind.row:
      return .row(
        position: try readPayload { reader throws(RecordDecodingError) in
          guard let position = UInt32(exactly: try reader.readVarint()) else {
            throw reader.failure("a row's place beyond 32 bits")
          }
          return position
        })
    case ValueKind.deleted:
      return .deleted(
        context: try readPayload { reader throws(RecordDecodingError) in
          try reader.readVersionVector()
        })
    default:
      return .unknown(kind: kind, bytes: Array(try readCounted("a newer version's value")))
    }
  }

  /// Reads a length and exactly that much; offsets in errors are those of the whole.
  mutating func readPayload<Value>(
    _ body: (inout ByteReader) throws(RecordDecodingError) -> Value
  ) throws(RecordDecodingError) -> Value {
    let payload = try readCounted("a value")
    let start = offset - payload.count
    var inner = ByteReader(payload)
    do {
      let value = try body(&inner)
      try inner.expectEnd()
      return value
    } catch {
      throw RecordDecodingError(error.reason, at: start + error.offset)
    }
  }

  private mutating func readAttachment() throws(RecordDecodingError) -> Attachment {
    let digest = try readCounted("a digest", atMost: 32)
    if digest.count != 32 { throw failure("a digest that is not SHA-256") }
    let size = try readVarint()
    let type = try readText("a media type", atMost: CodingLimits.nameBytes)
    let name = try readText("a file's name", atMost: CodingLimits.nameBytes)
    return Attachment(sha256: Array(digest), size: size, type: type, name: name)
  }
}
