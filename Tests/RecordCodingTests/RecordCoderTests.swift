import RecordCoding
import Replication
import Testing

@Suite struct RecordCoderTests {
  @Test func whatIsEncodedDecodesToTheSameRecordAndBytes() throws {
    for seed in 0..<2_000 as Range<UInt64> {
      var maker = RecordMaker(seed: seed)
      let record = maker.record()
      let bytes = RecordCoder.encode(record)
      let decoded = try RecordCoder.decode(bytes)
      #expect(decoded == record, "seed \(seed)")
      #expect(RecordCoder.encode(decoded) == bytes, "seed \(seed)")
    }
  }

  @Test func equalStatesReachedDifferentlyHaveEqualBytes() {
    for seed in 0..<200 as Range<UInt64> {
      var maker = RecordMaker(seed: seed)
      let base = maker.record()
      var (a, b) = (base, base)
      let dots = [ReplicaID(high: 9, low: 1), ReplicaID(high: 8, low: 1)]
        .map { Dot(replica: $0, revision: 1) }
      a.seal(maker.pendingWrites(base), as: dots[0], at: WallTime(milliseconds: 5))
      b.seal(maker.pendingWrites(base), as: dots[1], at: WallTime(milliseconds: 6))
      #expect(
        RecordCoder.encode(a.merged(with: b)) == RecordCoder.encode(b.merged(with: a)),
        "seed \(seed)")
    }
  }

  @Test func aTruncatedRecordIsRefusedAtEveryLength() throws {
    var maker = RecordMaker(seed: 11)
    let bytes = RecordCoder.encode(maker.record())
    for length in 0..<bytes.count {
      #expect(throws: RecordDecodingError.self) { try RecordCoder.decode(Array(bytes[..<length])) }
    }
  }

  @Test func everyFlippedBitIsRefusedOrDecodesToSomethingThatEncodesAgain() {
    for seed in 0..<20 as Range<UInt64> {
      var maker = RecordMaker(seed: seed)
      let bytes = RecordCoder.encode(maker.record())
      for index in bytes.indices {
        var damaged = bytes
        damaged[index] ^= 1 << UInt8(maker.number(below: 8))
        guard let record = try? RecordCoder.decode(damaged) else { continue }
        #expect((try? RecordCoder.decode(RecordCoder.encode(record))) == record)
      }
    }
  }

  @Test func garbageIsRefused() {
    var random = SeededGenerator(seed: 5)
    for _ in 0..<20_000 {
      let head: [UInt8] = [1] + Array(repeating: 0, count: 17)
      let tail = (0..<Int(random.next() % 64)).map { _ in UInt8(truncatingIfNeeded: random.next()) }
      _ = try? RecordCoder.decode(head + tail)
    }
  }

  @Test func aCountBeyondTheBytesIsRefusedBeforeMemoryIsSpent() {
    let head: [UInt8] = [1] + Array(repeating: 0, count: 17)
    // 2^42 replicas; then 9,000 replicas in two bytes.
    for tail in [[0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x01], [0xA8, 0x46, 0, 0]] as [[UInt8]] {
      #expect(throws: RecordDecodingError.self) { try RecordCoder.decode(head + tail) }
    }
  }

  @Test func namesThatGrowBeyondTheirTableAreRefused() {
    // Each name repeats 4,000 bytes of the one before: 3 bytes that stand for 4,001.
    var writer = ByteWriter()
    writer.write(raw: [1] + Array(repeating: 0, count: 17))
    writer.write(count: 0)
    writer.write(count: 5_000)
    writer.write(count: 0)
    writer.write(text: String(repeating: "a", count: 4_000))
    for index in 1..<5_000 {
      writer.write(count: 4_000)
      writer.write(text: String(index + 10_000))
    }
    #expect {
      try RecordCoder.decode(writer.bytes)
    } throws: { error in
      (error as? RecordDecodingError)?.code == "RECORD-TOO-LARGE"
    }
  }

  @Test(arguments: [.max, .min, CodingLimits.times.upperBound + 1] as [Int64])
  func aTimeThatNoCalendarCanReckonWithIsRefused(milliseconds: Int64) throws {
    var record = Record(id: RecordID(high: 1, low: 2), kind: .response)
    var pending = PendingWrites(author: Author(name: "eva", role: .enumerator))
    pending.save(.text("1"), to: .field("area"), shown: record)
    let dot = Dot(replica: ReplicaID(high: 1, low: 1), revision: 1)
    let time = WallTime(milliseconds: milliseconds)
    record.seal(pending, as: dot, at: time)
    #expect(throws: RecordDecodingError.self) { try RecordCoder.decode(RecordCoder.encode(record)) }
    var writer = ByteWriter()
    writer.write(
      SealEntry(
        dot: dot, record: record.id, stamp: Stamp(author: pending.author, time: time), chain: [1]))
    #expect(throws: RecordDecodingError.self) {
      var reader = ByteReader(writer.bytes)
      _ = try reader.readSealEntry()
    }
  }

  @Test func aNewerFormatSaysSo() {
    #expect {
      try RecordCoder.decode([2] + Array(repeating: 0, count: 40))
    } throws: { error in
      (error as? RecordDecodingError)?.reason == .newerVersion(2)
    }
  }

  @Test func bytesAfterTheEndAreRefused() {
    var maker = RecordMaker(seed: 3)
    let bytes = RecordCoder.encode(maker.record())
    #expect(throws: RecordDecodingError.self) { try RecordCoder.decode(bytes + [0]) }
  }

  @Test func whatANewerVersionWroteIsKeptByteForByte() throws {
    var record = Record(id: RecordID(high: 1, low: 2), kind: Record.Kind(rawValue: 42))
    var pending = PendingWrites(author: Author(name: "ana", role: .enumerator))
    let key = RegisterKey.unknown(kind: 9, bytes: [1, 2, 3])
    pending.save(.unknown(kind: 17, bytes: [0xFF, 0]), to: key, shown: record)
    let decision = Decision(
      kind: .unknown(kind: 50, bytes: [7]), round: 1, context: VersionVector(), comment: "")
    record.seal(
      pending, decision: decision, as: Dot(replica: ReplicaID(high: 1, low: 1), revision: 1),
      at: WallTime(milliseconds: 0))
    let again = try RecordCoder.decode(RecordCoder.encode(record))
    #expect(again == record)
    #expect(again.kind.rawValue == 42)
  }

  @Test func aHundredAnswersOfOneSealStayCompact() {
    var record = Record(id: RecordID(high: 1, low: 2), kind: .response)
    var pending = PendingWrites(author: Author(name: "ana", role: .enumerator))
    for number in 1...100 {
      pending.save(
        .text("\(number % 7)"), to: .answer(AnswerKey(question: "/data/section_a/q\(number)")),
        shown: record)
    }
    record.seal(
      pending, as: Dot(replica: ReplicaID(high: 1, low: 1), revision: 1),
      at: WallTime(milliseconds: 1_700_000_000_000))
    #expect(RecordCoder.encode(record).count < 1_400)
  }
}
