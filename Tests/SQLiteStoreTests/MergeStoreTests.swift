import GRDB
import RecordCoding
import Replication
import SQLiteStore
import SyncProtocol
import Testing

/// Two stores that exchange what they have.
@Suite struct MergeStoreTests {
  let folders = [TemporaryFolder(), TemporaryFolder(), TemporaryFolder()]

  private func store(_ index: Int) throws -> Store {
    try Store.create(
      at: folders[index].path, environment: TestWorld(seed: UInt64(index) * 10_000).environment)
  }

  /// Hands everything of one store to another, as a bundle would.
  @discardableResult
  private func send(
    _ source: Store, to target: Store, as origin: MergeOrigin = .peer("test")
  ) throws -> [MergeOutcome] {
    let records = try source.outgoing(.all, limit: 100)
    return try target.merge(
      records.map(\.encoded), seals: records.flatMap(\.seals), from: origin)
  }

  private let name = answer("/data/name")

  @Test func storesThatExchangedHoldTheSameBytes() throws {
    let (a, b) = (try store(0), try store(1))
    let id = try a.createResponse(definition: definition, area: "a", author: ana)
    try a.answer(id, "/data/name", "Rosa")
    #expect(try send(a, to: b).map(\.result) == [.added])
    try a.answer(id, "/data/name", "Rosita")
    try b.answer(id, "/data/name", "Rosaura", by: beto)
    let outcomes = try send(a, to: b)
    #expect(outcomes.map(\.result) == [.merged])
    #expect(outcomes.map(\.newConflicts) == [[name]])
    try send(b, to: a)
    #expect(
      try a.outgoing(.all, limit: 1).map(\.bytes) == b.outgoing(.all, limit: 1).map(\.bytes))
    #expect(try send(b, to: a).map(\.result) == [.unchanged])
    #expect(try a.summaries().map(\.conflicts) == [1])
  }

  @Test func whatIsForeseenIsWhatTheMergeMakesAndNothingIsWritten() throws {
    let (a, b) = (try store(0), try store(1))
    let both = try a.createResponse(definition: definition, area: "a", author: ana)
    try a.answer(both, "/data/name", "Rosa")
    try send(a, to: b)
    let new = try a.createResponse(definition: definition, area: "a", author: ana)
    try a.answer(new, "/data/name", "Luz")
    try a.answer(both, "/data/name", "Rosita")
    try b.answer(both, "/data/name", "Rosaura", by: beto)
    _ = try b.seal(both)
    let arrived = try a.outgoing(.all, limit: 10).map(\.encoded)
    let damaged = EncodedRecord(id: RecordID(high: 1, low: 1), bytes: [1, 2, 3])
    let foreseen = try b.foreseen(arrived + [damaged]).map(\.record)
    #expect(throws: StoreError.self) { try b.load(new) }
    #expect(try foreseen == send(a, to: b).map(\.record))
    #expect(try b.foreseen(arrived).map(\.record) == foreseen)
  }

  @Test func whatIsPendingIsSealedBeforeTheMergeAndSupersedesOnlyWhatWasShown() throws {
    let (a, b) = (try store(0), try store(1))
    let id = try a.createResponse(definition: definition, area: "a", author: ana)
    try a.answer(id, "/data/name", "x")
    try send(a, to: b)
    let onScreen = try b.load(id).record
    try a.answer(id, "/data/name", "y")
    try b.save([(name, .text("w"))], to: id, author: beto, shown: onScreen)
    try send(a, to: b)
    try b.save([(name, .text("z"))], to: id, author: beto, shown: onScreen)
    #expect(Set(try b.seal(id).entries(of: name).map(\.value)) == [.text("y"), .text("z")])
  }

  @Test func aResolutionEndsTheConflictEverywhere() throws {
    let (a, b) = (try store(0), try store(1))
    let id = try a.createResponse(definition: definition, area: "a", author: ana)
    try a.answer(id, "/data/name", "x")
    try send(a, to: b)
    try a.answer(id, "/data/name", "y")
    try b.answer(id, "/data/name", "z", by: beto)
    try send(a, to: b)
    let conflict = try #require(try b.load(id).record.conflicts.first)
    let resolved = try b.resolve(
      conflict.key, of: id, superseding: Set(conflict.entries.map(\.dot)), value: .text("y"),
      comment: "llamé por teléfono", author: sara)
    #expect(resolved.conflicts == [])
    #expect(resolved.decisions.values.map(\.comment) == ["llamé por teléfono"])
    try send(b, to: a)
    #expect(try a.load(id).record == resolved)
    #expect(try a.summaries().map(\.conflicts) == [0])
  }

  @Test func decisionsNameWhatWasSeenAndTurnStale() throws {
    let (a, b) = (try store(0), try store(1))
    let id = try a.createResponse(definition: definition, area: "a", author: ana)
    try a.answer(id, "/data/name", "x")
    try send(a, to: b)
    let shown = try b.load(id).record.context
    try b.decide(.approve, on: id, comment: "bien", author: sara, shown: shown)
    #expect(try b.summary(of: id)?.stage == .approved)
    #expect(try b.summary(of: id)?.isStale == false)
    try a.answer(id, "/data/name", "y")
    try send(a, to: b)
    #expect(try b.summary(of: id)?.isStale == true)
    #expect(throws: StoreError(.roleMayNotDecide, at: folders[0].path)) {
      try a.decide(.approve, on: id, comment: "", author: ana, shown: shown)
    }
  }

  @Test func whatCannotBeDecodedIsKeptAsideAndTheRestGoesOn() throws {
    let (a, b) = (try store(0), try store(1))
    let id = try a.createResponse(definition: definition, area: "a", author: ana)
    let good = try #require(try a.outgoing(.all, limit: 1).first)
    let bad = EncodedRecord(id: RecordID(high: 5, low: 5), bytes: Array(good.bytes.dropLast()))
    let liar = EncodedRecord(id: RecordID(high: 6, low: 6), bytes: good.bytes)
    for _ in 0..<2 {
      let outcomes = try b.merge([bad, good.encoded, liar], from: .peer("tablet 7"))
      #expect(outcomes.map(\.record?.id) == [nil, id, nil])
    }
    let kept = try b.quarantined()
    #expect(kept.map(\.id) == [bad.id, liar.id])
    #expect(kept.map(\.bytes) == [bad.bytes, liar.bytes])
    #expect(kept.map(\.reason.code) == ["RECORD-TRUNCATED", "RECORD-IDENTITY"])
    #expect(kept.map(\.source) == ["tablet 7", "tablet 7"])
  }

  /// The quarantine of an older version, as if this one had not known the format.
  @Test func whatNewerSoftwareCanReadLeavesTheQuarantine() throws {
    let (a, b) = (try store(0), try store(1))
    let id = try a.createResponse(definition: definition, area: "a", author: ana)
    let sent = try #require(try a.outgoing(.all, limit: 1).first)
    let newer = EncodedRecord(
      id: RecordID(high: 9, low: 9), bytes: [200] + Array(sent.bytes.dropFirst()))
    let astray = EncodedRecord(id: RecordID(high: 8, low: 8), bytes: sent.bytes)
    try b.merge([newer, astray], from: .peer("tablet 7"))
    #expect(try b.retryQuarantined() == 0)
    let queue = try DatabaseQueue(path: folders[1].path + "/campo.sqlite")
    try queue.write { database in
      try database.execute(
        sql: "UPDATE quarantine SET code = 'RECORD-NEWER', record = X'\(id)' WHERE n = 2")
    }
    #expect(try b.retryQuarantined { _ in ["note": StoredDocument(status: 1, bytes: [])] } == 1)
    #expect(try b.load(id).record == a.load(id).record)
    #expect(try b.document(kind: "note", about: id)?.status == 1)
    #expect(try b.quarantined().map(\.id) == [newer.id])
    #expect(try b.logLines().map(\.code) == ["QUARANTINE-TAKEN"])
  }

  @Test func aReplicaThatWasCopiedIsNoticedAndNothingIsOverwritten() throws {
    let (a, b) = (try store(0), try store(1))
    let id = try a.createResponse(definition: definition, area: "a", author: ana)
    try send(a, to: b)
    let entry = try #require(try a.outgoing(.all, limit: 1).first?.seals.first)
    var forged = entry
    forged.chain = Array(repeating: 1, count: 32)
    let sent = try a.outgoing(.all, limit: 1).map(\.encoded)
    let outcomes = try b.merge(sent, seals: [forged], from: .peer("twin"))
    // By its lines this is another history of the same record, which says the same.
    #expect(outcomes.map(\.result) == [.merged])
    #expect(try b.quarantined().isEmpty)
    let record = try b.load(id).record
    #expect(record.conflicts.isEmpty && record.mentionedDots.count == 2)
    #expect(try b.firstForked(of: a.replica) == 1)
  }

  @Test func aStoreThatMeetsItsOwnLostRevisionsWritesUnderAnotherReplica() throws {
    let (a, b) = (try store(0), try store(1))
    let before = try a.replica
    let stranger = SealEntry(
      dot: Dot(replica: before, revision: 9), record: RecordID(high: 3, low: 3),
      stamp: Stamp(author: ana, time: WallTime(milliseconds: 0)), chain: [1])
    try a.merge([], seals: [stranger], from: .upstream)
    let renewed = try a.replica
    #expect(renewed != before)
    try a.merge([], seals: [stranger], from: .upstream)
    #expect(try a.replica == renewed)
    #expect(try a.logLines().map(\.code) == ["STORE-RENEWED"])
    try b.close()
  }

  @Test func aRestoredStoreNeverUsesARevisionAgain() throws {
    let (a, b) = (try store(0), try store(1))
    let id = try a.createResponse(definition: definition, area: "a", author: ana)
    try send(a, to: b)
    let before = try a.replica
    // What the store sealed after the backup that it was restored from, by way of another.
    var later = try a.load(id).record
    var pending = PendingWrites(author: ana)
    pending.save(.text("lost"), to: name, shown: later)
    later.seal(
      pending, as: Dot(replica: before, revision: 40), at: WallTime(milliseconds: 1))
    let encoded = EncodedRecord(id: id, bytes: RecordCoder.encode(later))
    #expect(try a.merge([encoded], from: .peer("usb")).map(\.result) == [.merged])
    #expect(try a.replica != before)
    try a.answer(id, "/data/name", "new")
    #expect(try a.seal(id).value(of: name) == .text("new"))
  }

  @Test func documentsOfACheckAreStoredWithTheMerge() throws {
    let (a, b) = (try store(0), try store(1))
    let id = try a.createResponse(definition: definition, area: "a", author: ana)
    let records = try a.outgoing(.all, limit: 1)
    let verdict = StoredDocument(status: 2, bytes: [1, 2])
    try b.merge(records.map(\.encoded), from: .peer("a")) { _ in ["verdict": verdict] }
    #expect(try b.document(kind: "verdict", about: id) == verdict)
    #expect(try b.summary(of: id)?.documents == ["verdict": 2])
  }

  @Test func acknowledgedRecordsAreNotOfferedUntilTheyChange() throws {
    let (a, server) = (try store(0), try store(1))
    let id = try a.createResponse(definition: definition, area: "a", author: ana)
    #expect(try a.unacknowledgedCount() == 1)
    let sent = try #require(try a.outgoing(limit: 10).first)
    #expect(sent.seals.count == 1)
    let context = try #require(
      try server.merge([sent.encoded], from: .peer("a")).first?.record?.context)
    try a.acknowledge([Receipt(record: id, digest: [], context: context)])
    #expect(try a.outgoing(limit: 10) == [])
    #expect(try a.unacknowledgedCount() == 0)
    try a.answer(id, "/data/name", "x")
    #expect(try a.unacknowledgedCount() == 1)
    #expect(try a.outgoing(limit: 10).map { $0.seals.map(\.dot.revision) } == [[1, 2]])
    let upstream = try UpstreamHistory(server: server.replica, epoch: server.epoch)
    #expect(try a.follow(upstream, lostItsPast: true))
    #expect(try a.outgoing(limit: 10).map { $0.seals.map(\.dot.revision) } == [[1, 2]])
  }

  /// A damaged state is replaced by what others have of it, which may lack the last seal made here.
  @Test func whatWasSealedBeforeTheDamageIsNotSuperseded() throws {
    let (a, b, server) = (try store(0), try store(1), try store(2))
    let id = try a.createResponse(definition: definition, area: "a", author: ana)
    try a.answer(id, "/data/name", "Rosa")
    try send(a, to: b)
    try a.answer(id, "/data/name", "Rosita")
    try send(a, to: server)
    try DatabaseQueue(path: folders[0].path + "/campo.sqlite").write {
      try $0.execute(sql: "UPDATE record SET state = zeroblob(40)")
    }
    try send(b, to: a)
    try a.answer(id, "/data/age", "5")
    try send(a, to: server)
    #expect(try server.load(id).record.value(of: name) == .text("Rosita"))
  }

  @Test func whatTheUpstreamSentNeedNotBeSentBack() throws {
    let (server, b) = (try store(0), try store(1))
    _ = try server.createResponse(definition: definition, area: "a", author: ana)
    try send(server, to: b, as: .upstream)
    #expect(try b.outgoing(limit: 10) == [])
  }

  @Test func coverageTellsWhichRevisionsAreMissing() throws {
    let (a, b) = (try store(0), try store(1))
    for _ in 0..<3 {
      try a.seal(a.createResponse(definition: definition, area: "a", author: ana))
    }
    let all = try a.outgoing(.all, limit: 10)
    try b.merge([all[0].encoded, all[2].encoded], seals: all.flatMap(\.seals), from: .peer("a"))
    let coverage = try #require(try b.coverage().first)
    #expect(coverage.held == [1...1, 3...3])
    #expect(coverage.missing == [2...2])
  }
}
