import GRDB
import Replication
import SQLiteStore
import SyncProtocol
import Testing

/// A merge that was foreseen makes what it would have made: whatever happened meanwhile, and whatever
/// of the foreseen does not fit.
@Suite struct ForeseenMergeTests {
  /// One sender and two receivers that are alike in everything.
  private let folders = (TemporaryFolder(), TemporaryFolder(), TemporaryFolder())
  private static let texts = ["", "1", "e\u{301}", "\u{E9}", "otra", "larga, con espacios"]

  private func stores() throws -> (sender: Store, receivers: [Store]) {
    let sender = try Store.create(at: folders.0.path, environment: TestWorld().environment)
    let receivers = try [folders.1, folders.2].map {
      try Store.create(at: $0.path, environment: TestWorld(seed: 10_000).environment)
    }
    return (sender, receivers)
  }

  /// Saves answers of chance to records of chance.
  private func edit(
    _ store: Store, _ ids: [RecordID], by author: Author, _ random: inout SplitMix, seals: Bool
  ) throws {
    for _ in 0..<Int(random.next() % 4) {
      let id = ids[Int(random.next() % UInt64(ids.count))]
      guard try store.summary(of: id) != nil else { continue }
      let text = Self.texts[Int(random.next() % UInt64(Self.texts.count))]
      try store.answer(id, "/data/q\(random.next() % 4)", text, by: author)
      if seals { try store.seal(id) }
    }
  }

  /// What a store would hand out, and the marks of its feed.
  private func content(of store: Store) throws -> ([OutgoingRecord], FeedPosition) {
    (try store.outgoing(.all, limit: 100), try store.feedPosition(in: "a"))
  }

  @Test(arguments: 0..<12 as Range<UInt64>)
  func whateverHappensMeanwhileTheMergeMakesTheSame(seed: UInt64) throws {
    var random = SplitMix(state: seed)
    let (sender, receivers) = try stores()
    let ids = try (0..<5).map { _ in
      try sender.createResponse(definition: definition, area: "a", author: ana)
    }
    for _ in 0..<6 {
      try edit(sender, ids, by: ana, &random, seals: false)
      let sent = try sender.outgoing(.all, limit: 100)
      var batch = sent.map(\.encoded)
      // One that cannot be read, and one that comes twice.
      batch.append(EncodedRecord(id: ids[0], bytes: [UInt8(truncatingIfNeeded: seed), 9]))
      batch.append(batch[0])
      let foreseen = try receivers[0].foreseen(batch)
      let meanwhile = random
      for receiver in receivers {
        random = meanwhile
        let seals = random.next() % 2 == 0
        try edit(receiver, ids, by: beto, &random, seals: seals)
      }
      let seals = sent.flatMap(\.seals)
      let by = try receivers[0].merge(batch, seals: seals, from: .peer("ana"), foreseen: foreseen)
      let alone = try receivers[1].merge(batch, seals: seals, from: .peer("ana"))
      #expect(by.map(\.result) == alone.map(\.result))
      #expect(by.map(\.record) == alone.map(\.record))
      #expect(by.map(\.held) == alone.map(\.held))
      #expect(by.map(\.newConflicts) == alone.map(\.newConflicts))
      #expect(by.map(\.sides) == alone.map(\.sides))
      #expect(try content(of: receivers[0]) == content(of: receivers[1]))
    }
    #expect(try receivers[0].summaries().count == 5)
    #expect(try StoreCheck.run(at: folders.1.path).findings.filter(\.isDamage) == [])
  }

  @Test func whatWasForeseenOfOtherBytesIsNotTaken() throws {
    let (sender, receivers) = try stores()
    let id = try sender.createResponse(definition: definition, area: "a", author: ana)
    try sender.answer(id, "/data/q0", "antes")
    let before = try sender.outgoing(.all, limit: 1)
    let foreseen = try receivers[0].foreseen(before.map(\.encoded))
    try sender.answer(id, "/data/q0", "después")
    let after = try sender.outgoing(.all, limit: 1)
    try receivers[0].merge(
      after.map(\.encoded), seals: after.flatMap(\.seals), from: .peer("ana"), foreseen: foreseen)
    #expect(try receivers[0].load(id).record.value(of: answer("/data/q0")) == .text("después"))
  }

  @Test func aStateThatWasDamagedMeanwhileIsReplaced() throws {
    let (sender, receivers) = try stores()
    let id = try sender.createResponse(definition: definition, area: "a", author: ana)
    try sender.answer(id, "/data/q0", "antes")
    let first = try sender.outgoing(.all, limit: 1)
    let receiver = receivers[0]
    try receiver.merge(
      first.map(\.encoded), seals: first.flatMap(\.seals), from: .peer("ana"))
    try sender.answer(id, "/data/q0", "después")
    let second = try sender.outgoing(.all, limit: 1)
    let foreseen = try receiver.foreseen(second.map(\.encoded))
    let queue = try DatabaseQueue(path: folders.1.path + "/campo.sqlite")
    try queue.write { try $0.execute(sql: "UPDATE record SET state = x'0011223344'") }
    let outcomes = try receiver.merge(
      second.map(\.encoded), seals: second.flatMap(\.seals), from: .peer("ana"),
      foreseen: foreseen)
    #expect(outcomes.map(\.result) == [.merged])
    #expect(try receiver.quarantined().map(\.reason.code) == ["STORE-DAMAGED"])
    #expect(try receiver.load(id).record.value(of: answer("/data/q0")) == .text("después"))
  }
}
