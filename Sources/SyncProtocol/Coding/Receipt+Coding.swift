internal import Messages
internal import RecordCoding
internal import Replication

extension Receipt: FieldCoded {
  private static let record = Tag(1, "record")
  private static let digest = Tag(2, "digest")
  private static let context = Tag(3, "context")

  package func write(to writer: inout FieldWriter) {
    writer.record(Self.record, record)
    writer.bytes(Self.digest, digest)
    writer.payload(Self.context) { $0.write(context) }
  }

  package init(_ fields: Fields) throws(WireError) {
    self.init(
      record: try fields.record(Self.record), digest: try fields.hash(Self.digest),
      context: try fields.payload(Self.context) {
        (reader) throws(RecordDecodingError) in try reader.readVersionVector()
      })
  }
}

extension QuarantineNotice: FieldCoded {
  private static let record = Tag(1, "record")
  private static let digest = Tag(2, "digest")
  private static let code = Tag(3, "code")
  private static let message = Tag(4, "message")

  package func write(to writer: inout FieldWriter) {
    writer.record(Self.record, record)
    writer.bytes(Self.digest, digest)
    writer.text(Self.code, code)
    writer.value(Self.message, message)
  }

  package init(_ fields: Fields) throws(WireError) {
    self.init(
      record: try fields.record(Self.record), digest: try fields.hash(Self.digest),
      code: try fields.text(Self.code), message: try fields.value(Self.message, Message.self))
  }
}

extension MovedRecord: FieldCoded {
  private static let record = Tag(1, "record")
  private static let area = Tag(2, "area")

  package func write(to writer: inout FieldWriter) {
    writer.record(Self.record, record)
    writer.text(Self.area, area)
  }

  package init(_ fields: Fields) throws(WireError) {
    self.init(record: try fields.record(Self.record), area: try fields.text(Self.area))
  }
}
