import Crypto
import RecordCoding
import RecordPacking
import Replication
import SyncProtocol
import Testing

@Suite struct PackedGroupTests {
  private let sender = PackingSender(
    replica: ReplicaID(high: 1 << 60, low: 1),
    chain: Chain(revision: 7, hash: [UInt8](repeating: 5, count: 32)))

  /// Lines by their bytes: Swift takes composed and decomposed names for equal.
  private func bytes(_ lines: [SealEntry]) -> [[UInt8]] {
    lines.sorted { $0.dot < $1.dot }.map { line in
      var writer = ByteWriter()
      writer.write(line)
      return writer.bytes
    }
  }

  @Test func everythingThatARecordCanHoldComesBackByteForByte() throws {
    for seed in 0..<UInt64(200) {
      var maker = PackedMaker(seed: seed)
      let members = (0..<1 + maker.number(below: 5)).map { _ in maker.member() }
      let packed = try PackedGroup.pack(members, Form.layout, from: sender)
      let back = try PackedGroup.unpack(packed, Form.layout, from: sender)
      #expect(back.count == members.count, "seed \(seed)")
      for (sent, came) in zip(members, back) {
        #expect(came.encoded.bytes == RecordCoder.encode(sent.record), "seed \(seed)")
        #expect(bytes(came.member.lines) == bytes(sent.lines), "seed \(seed)")
      }
    }
  }

  /// A few bytes say a long text again and again; whoever reads counts each.
  @Test func textsThatAreSaidAgainCountEachTime() {
    var record = Record(id: RecordID(high: 1, low: 2), kind: .response)
    let author = Author(name: "ana", role: .enumerator)
    let area = RegisterKey.field(RegisterKey.Field.area)
    for machine in 1...17 as ClosedRange<UInt64> {
      var apart = Record(id: record.id, kind: .response)
      var pending = PendingWrites(author: author)
      pending.save(.text(String(repeating: "a", count: 1 << 20)), to: area, shown: apart)
      apart.seal(
        pending, as: Dot(replica: ReplicaID(high: 0, low: machine), revision: 1),
        at: WallTime(milliseconds: 1_780_000_000_000))
      record.merge(apart)
    }
    #expect(throws: PackingError.tooLarge("bytes", limit: PackingLimits.canonicalBytes)) {
      try PackedGroup.pack(
        [PackedGroup.Member(record: record, lines: [])], Form.layout, from: sender)
    }
  }

  @Test func whatTheMessageSaysNeedNotBeSaidAgain() throws {
    var record = Record(id: RecordID(high: 1, low: 2), kind: .response)
    let author = Author(name: "ana", role: .enumerator)
    var pending = PendingWrites(author: author)
    pending.save(.text("S-01"), to: .field(RegisterKey.Field.area), shown: record)
    let dot = Dot(replica: sender.replica, revision: 7)
    record.seal(pending, as: dot, at: WallTime(milliseconds: 1_780_000_000_000))
    let line = SealEntry(
      dot: dot, record: record.id, stamp: Stamp(author: author, time: record.lastTime),
      chain: sender.chain.hash)
    var knowing = sender
    knowing.author = author
    knowing.area = "S-01"
    let member = PackedGroup.Member(record: record, lines: [line])
    let packed = try PackedGroup.pack([member], Form.layout, from: knowing)
    // The record's 16 random bytes, the header's 8, the time's 5 and little else.
    #expect(packed.count < 36)
    #expect(try PackedGroup.unpack(packed, Form.layout, from: knowing).map(\.member) == [member])
    // Whoever does not know it is told so, and no wrong record comes out.
    #expect(throws: PackingError.self) {
      try PackedGroup.unpack(packed, Form.layout, from: sender)
    }
  }

  @Test func chainsOfInterviewsThatFollowEachOtherCostNothing() throws {
    let author = Author(name: "ana", role: .enumerator)
    var chain: [UInt8] = []
    var members: [PackedGroup.Member] = []
    for number in 1...20 {
      var record = Record(id: RecordID(high: 9, low: UInt64(number)), kind: .response)
      var pending = PendingWrites(author: author)
      pending.save(
        .text("\(number)"), to: .answer(AnswerKey(question: "/data/age")), shown: record)
      let dot = Dot(replica: sender.replica, revision: UInt64(number))
      record.seal(pending, as: dot, at: WallTime(milliseconds: 1_780_000_000_000))
      let line = SealEntry(
        following: chain, dot: dot, record: record.id,
        stamp: Stamp(author: author, time: record.lastTime),
        content: RecordCoder.encodeChange(pending, nil), hash: { Array(SHA256.hash(data: $0)) })
      chain = line.chain
      members.append(PackedGroup.Member(record: record, lines: [line]))
    }
    let packed = try PackedGroup.pack(members, Form.layout, from: sender)
    // Twenty identities of 16 bytes, one chain of 32, and not twenty.
    #expect(packed.count < 20 * 16 + 32 + 120)
    #expect(try PackedGroup.unpack(packed, Form.layout, from: sender).map(\.member) == members)
  }

  @Test func noTruncationAndNoFlippedBitMakesAnotherRecord() throws {
    var maker = PackedMaker(seed: 11)
    let members = [maker.member()]
    let packed = try PackedGroup.pack(members, Form.layout, from: sender)
    for length in 0..<packed.count - 4 {
      #expect(throws: PackingError.self, "\(length)") {
        try PackedGroup.unpack(Array(packed[..<length]), Form.layout, from: sender)
      }
    }
    let sent = members.map { RecordCoder.encode($0.record) }
    for bit in stride(from: 0, to: 8 * packed.count, by: 7) {
      var flipped = packed
      flipped[bit / 8] ^= 1 << (bit % 8)
      let came: [[UInt8]]
      do {
        came = try PackedGroup.unpack(flipped, Form.layout, from: sender).map(\.encoded.bytes)
      } catch {
        continue
      }
      // The last bits of the last number mean nothing, or say the same in other words.
      #expect(came == sent, "\(bit)")
    }
  }

  @Test func garbageEndsWithAnErrorAndLittleMemory() throws {
    var maker = PackedMaker(seed: 5)
    let head = try PackedGroup.pack([maker.member()], Form.layout, from: sender)[..<8]
    for length in [0, 1, 40, 4000, 100_000] {
      for filler in [UInt8(0), 0x55, 0xFF] {
        let bytes = Array(head) + [UInt8](repeating: filler, count: length)
        #expect(throws: PackingError.self) {
          try PackedGroup.unpack(bytes, Form.layout, from: sender)
        }
      }
      let noise = (0..<length).map { _ in UInt8(maker.number(below: 256)) }
      #expect(throws: PackingError.self) {
        try PackedGroup.unpack(Array(head) + noise, Form.layout, from: sender)
      }
    }
  }

  @Test func anotherLayoutIsNotMistaken() throws {
    var maker = PackedMaker(seed: 8)
    let packed = try PackedGroup.pack([maker.member()], Form.layout, from: sender)
    var other = packed
    other[1] ^= 1
    #expect(throws: PackingError.unknownDefinition(try PackedGroup.definition(of: other))) {
      try PackedGroup.unpack(other, Form.layout, from: sender)
    }
  }
}

extension Record {
  fileprivate var lastTime: WallTime {
    stamps.values.map(\.time).max() ?? WallTime(milliseconds: 0)
  }
}
