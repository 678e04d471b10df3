internal import RecordCoding
internal import Replication

extension SignedReceipt: FieldCoded {
  private static let server = Tag(1, "server")
  private static let epoch = Tag(2, "epoch")
  private static let area = Tag(3, "area")
  private static let sequence = Tag(4, "sequence")
  private static let record = Tag(5, "record")
  private static let context = Tag(6, "context")
  private static let signature = Tag(7, "signature")
  private static let path = Tag(8, "path", repeated: true)

  package func write(to writer: inout FieldWriter) {
    for step in path { writer.bytes(Self.path, [step.isLeft ? 1 : 0] + step.hash) }
    writer.replica(Self.server, server)
    writer.number(Self.epoch, epoch)
    writer.text(Self.area, area)
    writer.number(Self.sequence, sequence)
    writer.record(Self.record, record)
    writer.payload(Self.context) { $0.write(context) }
    writer.bytes(Self.signature, signature)
  }

  package init(_ fields: Fields) throws(WireError) {
    self.init(
      server: try fields.replica(Self.server), epoch: try fields.number(Self.epoch),
      area: try fields.text(Self.area), sequence: try fields.number(Self.sequence),
      record: try fields.record(Self.record),
      context: try fields.payload(Self.context) {
        (reader) throws(RecordDecodingError) in try reader.readVersionVector()
      },
      signature: try fields.hash(Self.signature),
      path: try fields.payloads(Self.path, limit: Self.longestPath) {
        (reader) throws(RecordDecodingError) in
        SignedReceipt.Step(
          isLeft: try reader.readByte() == 1, hash: Array(try reader.readRaw(Self.hashBytes)))
      })
  }

  /// Of a tree of as many receipts as a batch has records, and more.
  private static let longestPath = 32
  private static let hashBytes = 32
}

extension BackupHorizon: FieldCoded {
  private static let server = Tag(1, "server")
  private static let epoch = Tag(2, "epoch")
  private static let area = Tag(3, "area")
  private static let sequence = Tag(4, "sequence")
  private static let signature = Tag(5, "signature")

  package func write(to writer: inout FieldWriter) {
    writer.replica(Self.server, server)
    writer.number(Self.epoch, epoch)
    writer.text(Self.area, area)
    writer.number(Self.sequence, sequence)
    writer.bytes(Self.signature, signature)
  }

  package init(_ fields: Fields) throws(WireError) {
    self.init(
      server: try fields.replica(Self.server), epoch: try fields.number(Self.epoch),
      area: try fields.text(Self.area), sequence: try fields.number(Self.sequence),
      signature: try fields.hash(Self.signature))
  }
}
