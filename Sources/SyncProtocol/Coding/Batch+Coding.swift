internal import RecordCoding
internal import Replication

extension Batch: FieldCoded {
  private static let record = Tag(1, "record", repeated: true)
  private static let seal = Tag(2, "seal", repeated: true)
  private static let packed = Tag(3, "packed", repeated: true)

  package func write(to writer: inout FieldWriter) {
    for record in records {
      writer.payload(Self.record) { $0.write(record) }
    }
    for seal in seals { writer.payload(Self.seal) { $0.write(seal) } }
    for group in packed { writer.bytes(Self.packed, group) }
  }

  package init(_ fields: Fields) throws(WireError) {
    self.init(
      records: try fields.payloads(Self.record, limit: SyncLimits.batchRecords) {
        (reader) throws(RecordDecodingError) in try reader.readEncodedRecord()
      },
      seals: try fields.payloads(Self.seal, limit: SyncLimits.batchSeals) {
        (reader) throws(RecordDecodingError) in try reader.readSealEntry()
      },
      packed: try fields.payloads(Self.packed, limit: SyncLimits.packedGroups) {
        (reader) throws(RecordDecodingError) in Array(try reader.readRaw(reader.remaining))
      })
  }
}

// A record's identity, then its canonical bytes up to the payload's end.

extension ByteWriter {
  mutating func write(_ record: EncodedRecord) {
    write(record.id)
    write(raw: record.bytes)
  }
}

extension ByteReader {
  mutating func readEncodedRecord() throws(RecordDecodingError) -> EncodedRecord {
    let id = try readRecordID()
    guard remaining <= SyncLimits.recordBytes else {
      throw failure(.tooLarge("a record", limit: SyncLimits.recordBytes))
    }
    return EncodedRecord(id: id, bytes: Array(try readRaw(remaining)))
  }
}
