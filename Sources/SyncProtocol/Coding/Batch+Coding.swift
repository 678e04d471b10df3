internal import RecordCoding
internal import Replication

extension Batch: FieldCoded {
  private static let record = Tag(1, "record", repeated: true)
  private static let seal = Tag(2, "seal", repeated: true)
  private static let packed = Tag(3, "packed", repeated: true)

  package func write(to writer: inout FieldWriter) {
    var spelledOutBytes = 0
    for record in records {
      spelledOutBytes += record.bytes.count
      writer.record(
        Self.record, record, isSpelledOut: spelledOutBytes <= SyncLimits.changesBytes)
    }
    for seal in seals { writer.payload(Self.seal) { $0.write(seal) } }
    for group in packed { writer.bytes(Self.packed, group) }
  }

  package init(_ fields: Fields) throws(WireError) {
    self.init(
      records: try fields.records(Self.record, limit: SyncLimits.batchRecords),
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
