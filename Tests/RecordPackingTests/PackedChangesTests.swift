import RecordCoding
import Replication
import SyncProtocol
import Testing

@testable import RecordPacking

@Suite struct PackedChangesTests {
  private let sender = PackingSender(
    replica: ReplicaID(high: 1 << 60, low: 1),
    chain: Chain(revision: 7, hash: [UInt8](repeating: 5, count: 32)))

  private func sorted(_ lines: [SealEntry]) -> [SealEntry] { lines.sorted { $0.dot < $1.dot } }

  @Test func whatAReaderHoldsAndTheChangeMakeTheWholeByteForByte() throws {
    for seed in 0..<UInt64(300) {
      var maker = PackedMaker(seed: seed)
      let pairs = (0..<1 + maker.number(below: 4)).map { _ in maker.pair() }
      let changes = pairs.map {
        PackedChanges.Change(member: $0.later, seen: $0.earlier.record.context)
      }
      let packed = try PackedChanges.pack(changes, Form.layout, from: sender)
      let back = try PackedChanges.unpack(packed, Form.layout, from: sender) { id in
        pairs.first { $0.earlier.record.id == id }?.earlier
      }
      #expect(back.count == pairs.count, "seed \(seed)")
      for (pair, came) in zip(pairs, back) {
        #expect(came.encoded.bytes == RecordCoder.encode(pair.later.record), "seed \(seed)")
        #expect(sorted(came.member.lines) == sorted(pair.later.lines), "seed \(seed)")
      }
    }
  }

  @Test func anotherBaseYieldsNothing() throws {
    for seed in 0..<UInt64(100) {
      var maker = PackedMaker(seed: seed)
      let pair = maker.pair()
      let change = PackedChanges.Change(member: pair.later, seen: pair.earlier.record.context)
      let packed = try PackedChanges.pack([change], Form.layout, from: sender)
      #expect(throws: PackingError.otherBase) {
        try PackedChanges.unpack(packed, Form.layout, from: sender) { _ in nil }
      }
      // What somebody else has sealed since.
      var other = pair.earlier
      maker.seal(&other.record, 4, &other.lines)
      #expect(throws: PackingError.otherBase, "seed \(seed)") {
        try PackedChanges.unpack(packed, Form.layout, from: sender) { _ in other }
      }
      // A line that the writer has not.
      var lined = pair.earlier
      let dot = try #require(lined.record.context.dots.first)
      lined.lines.removeAll { $0.dot == dot }
      lined.lines.append(
        SealEntry(
          dot: dot, record: lined.record.id,
          stamp: Stamp(
            author: Author(name: "otra", role: .enumerator), time: WallTime(milliseconds: 5)),
          chain: [UInt8](repeating: 9, count: 32)))
      #expect(throws: PackingError.otherBase, "seed \(seed)") {
        try PackedChanges.unpack(packed, Form.layout, from: sender) { _ in lined }
      }
    }
  }

  /// Two machines sealed under one replica: equal contexts, other answers.
  @Test func aTwinsStateIsNotTakenForTheBase() throws {
    var maker = PackedMaker(seed: 3)
    var told = 0
    for _ in 0..<50 {
      let pair = maker.pair()
      let change = PackedChanges.Change(member: pair.later, seen: pair.earlier.record.context)
      let packed = try PackedChanges.pack([change], Form.layout, from: sender)
      var twin = Record(id: pair.later.record.id, kind: .response)
      var pending = PendingWrites(author: Author(name: "ana", role: .enumerator))
      pending.save(
        .text("de otro equipo"), to: .answer(AnswerKey(question: "/data/name")), shown: twin)
      guard let only = pair.earlier.record.context.dots.first,
        pair.earlier.record.context.dots.count == 1
      else { continue }
      twin.seal(pending, as: only, at: WallTime(milliseconds: 1))
      let member = PackedGroup.Member(record: twin, lines: pair.earlier.lines)
      do {
        let came = try PackedChanges.unpack(packed, Form.layout, from: sender) { _ in member }
        // All that the twin wrote was written over.
        #expect(came.map(\.encoded.bytes) == [RecordCoder.encode(pair.later.record)])
      } catch {
        told += 1
      }
    }
    #expect(told > 5)
  }

  @Test func oneEditedAnswerTakesFewBytes() throws {
    var record = Record(id: RecordID(high: 1, low: 2), kind: .response)
    let author = Author(name: "ana", role: .enumerator)
    func seal(_ answers: [String: String], _ revision: UInt64, _ time: Int64) {
      var pending = PendingWrites(author: author)
      for (name, text) in answers {
        pending.save(
          .text(text), to: .answer(AnswerKey(question: "/data/\(name)")), shown: record)
      }
      record.seal(
        pending, as: Dot(replica: sender.replica, revision: revision),
        at: WallTime(milliseconds: time))
    }
    seal(["name": "Rosa", "age": "30"], 3, 1_780_000_000_000)
    let seen = record.context
    seal(["age": "31"], 7, 1_780_000_900_000)
    let line = SealEntry(
      dot: Dot(replica: sender.replica, revision: 7), record: record.id,
      stamp: Stamp(author: author, time: WallTime(milliseconds: 1_780_000_900_000)),
      chain: sender.chain.hash)
    var knowing = sender
    knowing.author = author
    let change = PackedChanges.Change(
      member: PackedGroup.Member(record: record, lines: [line]), seen: seen)
    // The record's 16 random bytes, the header's 8, the base's 4, the time's 5 and little else.
    #expect(try PackedChanges.pack([change], Form.layout, from: knowing).count < 42)
  }

  @Test func noTruncationAndNoGarbageMakesARecord() throws {
    var maker = PackedMaker(seed: 11)
    let pair = maker.pair()
    let change = PackedChanges.Change(member: pair.later, seen: pair.earlier.record.context)
    let packed = try PackedChanges.pack([change], Form.layout, from: sender)
    for length in 0..<packed.count - 4 {
      #expect(throws: PackingError.self, "\(length)") {
        try PackedChanges.unpack(Array(packed[..<length]), Form.layout, from: sender) { _ in
          pair.earlier
        }
      }
    }
    for length in [1, 40, 4_000] {
      let noise = (0..<length).map { _ in UInt8(maker.number(below: 256)) }
      #expect(throws: PackingError.self) {
        try PackedChanges.unpack(Array(packed[..<28]) + noise, Form.layout, from: sender) { _ in
          pair.earlier
        }
      }
    }
  }

  /// Readers of whole records alone, as devices are, refuse it.
  @Test func itIsNotTakenForWholeRecords() throws {
    var maker = PackedMaker(seed: 1)
    let pair = maker.pair()
    let change = PackedChanges.Change(member: pair.later, seen: pair.earlier.record.context)
    let packed = try PackedChanges.pack([change], Form.layout, from: sender)
    #expect(throws: PackingError.notPacked) {
      try PackedGroup.unpack(packed, Form.layout, from: sender)
    }
    #expect(throws: PackingError.otherBase) {
      try Batch(packed: [packed]).unpacked(from: sender, [Form.layout])
    }
  }
}

extension PackedMaker {
  /// A record at two moments, with the lines about it; in between it was sealed, and joined with what
  /// others sealed.
  mutating func pair() -> (earlier: PackedGroup.Member, later: PackedGroup.Member) {
    let earlier = member()
    var (record, lines) = (earlier.record, earlier.lines)
    var other = record
    for _ in 0..<number(below: 3) { seal(&other, 2, &lines) }
    for _ in 0..<1 + number(below: 2) { seal(&record, 1, &lines) }
    record.merge(other)
    return (earlier, PackedGroup.Member(record: record, lines: lines))
  }
}
