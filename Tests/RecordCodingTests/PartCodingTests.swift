import Messages
import RecordCoding
import Replication
import Testing

/// The parts that stores and messages keep apart from records.
@Suite struct PartCodingTests {
  @Test(arguments: [0, 1, 127, 128, 16_383, 16_384, UInt64.max - 1, UInt64.max])
  func varintsComeBack(value: UInt64) throws {
    var writer = ByteWriter()
    writer.write(varint: value)
    writer.write(zigzag: Int64(bitPattern: value))
    var reader = ByteReader(writer.bytes)
    #expect(try reader.readVarint() == value)
    #expect(try reader.readZigzag() == Int64(bitPattern: value))
    #expect(reader.isAtEnd)
  }

  @Test(
    arguments: [
      [0x80], [0x80, 0x00], [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x02],
      [0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x01],
    ] as [[UInt8]])
  func varintsThatAreCutOffPaddedOrTooLargeAreRefused(bytes: [UInt8]) {
    var reader = ByteReader(bytes)
    #expect(throws: RecordDecodingError.self) { try reader.readVarint() }
  }

  @Test func theErrorTellsWhere() {
    var reader = ByteReader([3, 0x61, 0x62])
    #expect(throws: RecordDecodingError(.truncated, at: 0)) { try reader.readText("a text") }
    var invalid = ByteReader([0, 2, 0xC3, 0x28])
    _ = try? invalid.readByte()
    #expect(throws: RecordDecodingError(.malformed("text that is not UTF-8"), at: 1)) {
      try invalid.readText("a text")
    }
  }

  @Test func pendingWritesComeBack() throws {
    for seed in 0..<500 as Range<UInt64> {
      var maker = RecordMaker(seed: seed)
      let pending = maker.pendingWrites(maker.record())
      var writer = ByteWriter()
      writer.write(pending)
      var reader = ByteReader(writer.bytes)
      #expect(try reader.readPendingWrites() == pending, "seed \(seed)")
      #expect(reader.isAtEnd)
    }
  }

  @Test func decisionsAndContextsComeBack() throws {
    for seed in 0..<500 as Range<UInt64> {
      var maker = RecordMaker(seed: seed)
      let decision = maker.decision(maker.record())
      var writer = ByteWriter()
      writer.write(decision)
      var reader = ByteReader(writer.bytes)
      #expect(try reader.readDecision() == decision, "seed \(seed)")
      let bytes = RecordCoder.encode(decision.context)
      #expect(try RecordCoder.decodeContext(bytes) == decision.context)
    }
  }

  @Test func sealEntriesComeBack() throws {
    let entry = SealEntry(
      dot: Dot(replica: ReplicaID(high: .max, low: 1), revision: 412),
      record: RecordID(high: 1, low: .max),
      stamp: Stamp(
        author: Author(name: "ana", role: .supervisor), time: WallTime(milliseconds: -1)),
      chain: Array(repeating: 7, count: 32))
    var writer = ByteWriter()
    writer.write(entry)
    var reader = ByteReader(writer.bytes)
    #expect(try reader.readSealEntry() == entry)
  }

  @Test(arguments: [
    RecordDecodingError.Reason.truncated, .malformed("x"), .tooLarge("x", limit: 1),
    .newerVersion(9),
  ])
  func everyErrorSpeaksBothLanguages(reason: RecordDecodingError.Reason) {
    let error = RecordDecodingError(reason, at: 3)
    #expect(!error.message.spanish.isEmpty && !error.message.english.isEmpty)
    #expect(error.message.spanish != error.message.english)
    #expect(error.code.hasPrefix("RECORD-"))
  }
}
