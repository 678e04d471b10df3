import Replication
import Testing

@testable import RecordCoding

@Suite struct CompactFormTests {
  private static func compact(_ record: Record, _ names: inout NumberedNames) -> [UInt8] {
    for name in RecordCoder.encodeCompact(record, names: names).spelt
    where names.number(of: name) == nil {
      names.append(name)
    }
    return RecordCoder.encodeCompact(record, names: names).bytes
  }

  private static func read(_ bytes: [UInt8], of record: Record, _ names: NumberedNames) throws
    -> Record
  {
    try RecordCoder.decodeCompact(bytes, id: record.id, names: names, sharing: KnownKeys())
  }

  /// Everything that a record can hold, with names numbered, partly numbered and spelt out.
  @Test func everyRecordComesBackWithTheSameCanonicalBytes() throws {
    var names = NumberedNames()
    var maker = RecordMaker(seed: 7)
    for _ in 0..<400 {
      let record = maker.record()
      let before = names
      let numbered = Self.compact(record, &names)
      let partly = RecordCoder.encodeCompact(record, names: before).bytes
      let spelt = RecordCoder.encodeCompact(record, names: NumberedNames()).bytes
      for (bytes, table) in [(numbered, names), (partly, before), (spelt, NumberedNames())] {
        #expect(RecordCoder.isCompact(bytes))
        let read = try Self.read(bytes, of: record, table)
        #expect(RecordCoder.encode(read) == RecordCoder.encode(record))
        // A table only grows: what an earlier one wrote, a later one reads.
        #expect(try Self.read(partly, of: record, names) == read)
      }
    }
  }

  @Test func anInterviewTakesItsAnswersAndLittleMore() throws {
    var record = Record(id: RecordID(high: 1, low: 2), kind: .response)
    var writes = PendingWrites(author: Author(name: "ana", role: .enumerator))
    for question in 0..<100 {
      writes.save(
        .text("7"), to: .answer(AnswerKey(question: "/encuesta/modulo/pregunta_\(question)")),
        shown: record)
      for row in 0..<4 where question < 8 {
        let cell = AnswerKey(
          question: "/encuesta/personas/dato_\(question)", rows: [.minted(UInt64(row) << 40)])
        writes.save(.text("12"), to: .answer(cell), shown: record)
      }
    }
    let replica = ReplicaID(high: 3, low: 4)
    record.seal(
      writes, as: Dot(replica: replica, revision: 1), at: WallTime(milliseconds: 1_767_225_600_000))
    var names = NumberedNames()
    let bytes = Self.compact(record, &names)
    // A byte for a digit, three for a number of two digits, and what all share.
    #expect(bytes.count <= 100 + 32 * 3 + 4 * 11 + 60)
    #expect(RecordCoder.encode(record).count > 6 * bytes.count)
  }

  @Test func sameBytesInAnotherSpellingAreAnotherName() throws {
    var record = Record(id: RecordID(high: 1, low: 2), kind: .response)
    var writes = PendingWrites(author: Author(name: "ana", role: .enumerator))
    let spellings = ["/data/se\u{f1}as", "/data/sen\u{303}as"]
    for (place, name) in spellings.enumerated() {
      writes.save(.text("\(place)"), to: .answer(AnswerKey(question: name)), shown: record)
    }
    record.seal(
      writes, as: Dot(replica: ReplicaID(high: 3, low: 4), revision: 1),
      at: WallTime(milliseconds: 0))
    var names = NumberedNames()
    let bytes = Self.compact(record, &names)
    #expect(names.count == 2)
    #expect(
      RecordCoder.encode(try Self.read(bytes, of: record, names)) == RecordCoder.encode(record))
  }

  @Test func bytesThatAreCutOrChangedYieldAnErrorOrARecord() throws {
    var names = NumberedNames()
    var maker = RecordMaker(seed: 11)
    for _ in 0..<20 {
      let record = maker.record()
      let bytes = Self.compact(record, &names)
      for end in bytes.indices {
        #expect(throws: RecordDecodingError.self) {
          try Self.read(Array(bytes[..<end]), of: record, names)
        }
      }
      for _ in 0..<300 {
        var changed = bytes
        changed[maker.number(below: bytes.count)] ^= UInt8(1 << maker.number(below: 8))
        do { _ = try Self.read(changed, of: record, names) } catch is RecordDecodingError {}
      }
    }
  }

  @Test func aNumberWithoutANameIsAnError() throws {
    var names = NumberedNames()
    var maker = RecordMaker(seed: 5)
    var record = maker.record()
    while record.registers.isEmpty || RecordCoder.encodeCompact(record, names: names).spelt.isEmpty
    {
      record = maker.record()
    }
    let bytes = Self.compact(record, &names)
    #expect(throws: RecordDecodingError.self) { try Self.read(bytes, of: record, NumberedNames()) }
  }
}
