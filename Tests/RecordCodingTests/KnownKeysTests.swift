import RecordCoding
import Replication
import Testing

@Suite struct KnownKeysTests {
  /// States of a few records, in an order in which some follow their like and some do not.
  private func states(_ seed: UInt64) -> [[UInt8]] {
    var maker = RecordMaker(seed: seed)
    let records = (0..<3).map { _ in maker.record() }
    return (0..<12).map { turn in
      var record = records[maker.number(below: 3)]
      let dot = Dot(replica: ReplicaID(high: 9, low: UInt64(turn)), revision: 1)
      if maker.number(below: 3) > 0 {
        record.seal(maker.pendingWrites(record), as: dot, at: WallTime(milliseconds: 5))
      }
      return RecordCoder.encode(record)
    }
  }

  @Test func whatWasReadBeforeChangesNothing() throws {
    for seed in 0..<40 as Range<UInt64> {
      var known = KnownKeys()
      for bytes in states(seed) {
        let shared = try RecordCoder.decode(bytes, sharing: &known)
        #expect(shared == (try RecordCoder.decode(bytes)), "seed \(seed)")
        #expect(RecordCoder.encode(shared) == bytes, "seed \(seed)")
      }
    }
  }

  @Test func damageIsJudgedAlikeWhateverWasReadBefore() throws {
    for seed in 0..<4 as Range<UInt64> {
      var maker = RecordMaker(seed: seed)
      let states = states(seed)
      for bytes in states {
        for _ in 0..<25 {
          var damaged = bytes
          damaged[maker.number(below: bytes.count)] ^= 1 << UInt8(maker.number(below: 8))
          var known = KnownKeys()
          _ = try RecordCoder.decode(states[maker.number(below: states.count)], sharing: &known)
          let plain = Result { try RecordCoder.decode(damaged) }
          let shared = Result { try RecordCoder.decode(damaged, sharing: &known) }
          #expect((try? plain.get()) == (try? shared.get()), "seed \(seed)")
          // A damaged state leaves nothing behind that misleads the next.
          #expect(try RecordCoder.decode(bytes, sharing: &known) == RecordCoder.decode(bytes))
        }
      }
    }
  }

  @Test func twoStatesOfOneRecordShareTheirKeys() throws {
    var maker = RecordMaker(seed: 4)
    let record = maker.record()
    var approved = record
    approved.seal(
      PendingWrites(author: Author(name: "sara", role: .supervisor)),
      decision: Decision(kind: .approve, round: 1, context: record.context, comment: ""),
      as: Dot(replica: ReplicaID(high: 7, low: 7), revision: 1), at: WallTime(milliseconds: 9))
    var known = KnownKeys()
    let first = try RecordCoder.decode(RecordCoder.encode(record), sharing: &known)
    let second = try RecordCoder.decode(RecordCoder.encode(approved), sharing: &known)
    let places = [first, second].map {
      $0.registers.keys.withUnsafeBufferPointer { $0.baseAddress }
    }
    #expect(places[0] == places[1])
  }
}
