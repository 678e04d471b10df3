import Campo
import Foundation
import Messages
import RecordPacking
import Replication
import SQLiteStore
import SyncProtocol
import SyncService
import Synchronization
import Testing

/// Of a response that the server holds, a device hands over what was changed.
@Suite struct ChangedResponseTests {
  private func requests(_ link: WatchingLink) -> [SyncRequest] { link.requests.withLock { $0 } }

  /// For each request whether it had changes alone.
  private func changes(_ link: WatchingLink) -> [Bool] {
    requests(link).map { $0.batch.packed.contains(where: PackedChanges.isOne) }
  }

  /// A team whose server holds a response of Ana's, which the supervisor has too.
  private func team() async throws -> (TestServer, ana: TestDevice, sara: TestDevice, RecordID) {
    let (server, ana, sara) = try await TestServer.team()
    let id = try ana.collect(["name": "Rosa Menjívar de Alvarenga", "age": "34"])
    for device in [ana, sara, ana] { try await device.sync() }
    return (server, ana, sara, id)
  }

  private func expectAlike(
    _ id: RecordID, at server: TestServer, _ devices: [TestDevice]
  ) throws {
    for device in devices {
      #expect(try device.record(id) == server.store.load(id).record)
      #expect(try device.store.unacknowledgedCount() == 0)
    }
  }

  @Test func anEditGoesInFewBytes() async throws {
    let (server, ana, sara, id) = try await team()
    for (device, name, text) in [(ana, "age", "35"), (sara, "name", "Rosa"), (ana, "age", "36")] {
      try await device.sync()
      try device.write([name: text], to: id)
      let link = WatchingLink(device.link)
      let report = try await device.sync(over: link)
      #expect(report.exchanges == 1 && report.sent == 1)
      #expect(changes(link) == [true])
      #expect(requests(link).allSatisfy { $0.encoded().count < 190 })
    }
    try await sara.sync()
    try expectAlike(id, at: server, [ana, sara])
    #expect(try server.store.load(id).record.conflicts.isEmpty)
  }

  @Test func aDecisionGoesAsAChangeToo() async throws {
    let (server, ana, sara, id) = try await team()
    try sara.store.decide(
      .approve, on: id, comment: "", author: sara.author, shown: sara.record(id).context)
    let link = WatchingLink(sara.link)
    try await sara.sync(over: link)
    #expect(changes(link) == [true])
    try await ana.sync()
    try expectAlike(id, at: server, [ana, sara])
    #expect(try server.store.load(id).record.decisions.count == 1)
  }

  @Test func whereSomebodyElseHasWrittenTheWholeGoesInTheSameSync() async throws {
    let (server, ana, sara, id) = try await team()
    try sara.write(["name": "Rosa"], to: id)
    try await sara.sync()
    try ana.write(["age": "35"], to: id)
    let link = WatchingLink(ana.link)
    #expect(try await ana.sync(over: link).waiting == 0)
    #expect(changes(link) == [true, false])
    #expect(try ana.store.logLines().contains { $0.code == "PACKED-BASE" })
    try await sara.sync()
    try expectAlike(id, at: server, [ana, sara])
    let record = try server.store.load(id).record
    #expect(record.entries(of: answerKey("age")).map(\.value) == [.text("35")])
    #expect(record.entries(of: answerKey("name")).map(\.value) == [.text("Rosa")])
  }

  @Test func afterALostAnswerTheWholeGoes() async throws {
    let (server, ana, _, id) = try await team()
    try ana.write(["age": "35"], to: id)
    var cut = ana.link
    cut.fault = { (moment) throws(SyncError) in if moment == .answering { throw .cancelled } }
    await #expect(throws: SyncError.cancelled) { try await ana.sync(over: cut) }
    try ana.write(["age": "36"], to: id)
    let link = WatchingLink(ana.link)
    try await ana.sync(over: link)
    #expect(changes(link) == [true, false])
    try expectAlike(id, at: server, [ana])
  }

  @Test func anotherServerIsToldTheWhole() async throws {
    let (_, ana, _, id) = try await team()
    let other = try TestServer()
    try ana.write(["age": "35"], to: id)
    let link = WatchingLink(try ana.link(to: other))
    try await ana.sync(over: link)
    #expect(requests(link).map { $0.standing != nil } == [true, false])
    #expect(changes(link) == [true, false])
    try expectAlike(id, at: other, [ana])
  }

  @Test func aServerPutBackIsToldTheWhole() async throws {
    let (server, ana, _, id) = try await team()
    let backup = TemporaryFolder()
    try server.store.close()
    try FileManager.default.copyItem(atPath: server.folder.path, toPath: backup.path)
    let later = try TestServer(at: server.folder)
    try ana.write(["age": "35"], to: id)
    try await ana.sync(over: later.link(of: ana))
    try ana.write(["age": "36"], to: id)
    let restored = try TestServer(at: backup)
    let link = WatchingLink(restored.link(of: ana))
    #expect(try await ana.sync(over: link).waiting == 0)
    #expect(changes(link).last == false)
    try expectAlike(id, at: restored, [ana])
  }

  @Test func aServerOfAnOlderVersionGetsNone() async throws {
    let (server, ana, _) = try await TestServer.team()
    // Without the question nobody hears of the answer.
    let old = WatchingLink(
      ana.link,
      understanding: { (request) throws(SyncError) in
        request.writesChanges = false
        request.standing?.abilities.remove(Standing.Abilities(rawValue: 16))
      })
    try ana.store.set(Setting("sync.changes"), to: nil)
    let id = try ana.collect(["age": "33"])
    try await ana.sync(over: old)
    try ana.write(["age": "34"], to: id)
    try await ana.sync(over: old)
    #expect(changes(old).allSatisfy { !$0 })
    try expectAlike(id, at: server, [ana])
  }

  @Test func aServerThatAnOlderVersionReplacedGetsTheWholeAndNoMoreChanges() async throws {
    let (server, ana, _, id) = try await team()
    let older: @Sendable (inout SyncRequest) throws(SyncError) -> Void = {
      (request) throws(SyncError) in
      guard request.batch.packed.contains(where: PackedChanges.isOne) else { return }
      let refusal = PackingError.notPacked
      throw .refused(ErrorResponse(code: refusal.code, message: refusal.message), status: 400)
    }
    try ana.write(["age": "35"], to: id)
    let first = WatchingLink(ana.link, understanding: older)
    try await ana.sync(over: first)
    #expect(requests(first).map(\.batch.packed.count) == [1])
    try expectAlike(id, at: server, [ana])
    let second = WatchingLink(
      ana.link,
      understanding: { (request) throws(SyncError) in
        request.standing?.abilities.remove(Standing.Abilities(rawValue: 16))
      })
    try ana.write(["age": "36"], to: id)
    try await ana.sync(over: second)
    #expect(changes(second) == [false])
  }

  /// Whoever gets nothing of a response cannot try changes of it until one fits.
  @Test func aChangeBuildsOnNothingOfAnotherArea() async throws {
    let (server, ana, _, id) = try await team()
    try ana.write(["age": "35"], to: id)
    let link = WatchingLink(ana.link)
    try await ana.sync(over: link)
    let sent = try #require(requests(link).first)
    let request = SyncRequest(
      replica: sent.replica, chain: sent.chain,
      cursors: [
        Cursor(
          server: try server.store.replica, epoch: try server.store.epoch, area: "S-01",
          sequence: 0)
      ], batch: sent.batch)
    let code = try server.service.makeCode(for: ana.author, areas: ["S-02"])
    let token = try server.service.enrol(
      EnrolRequest(code: code.text, replica: ReplicaID(high: 5, low: 5))
    ).token
    let other = ServiceLink(service: server.service, token: token)
    await #expect { try await other.sync(request) } throws: {
      ($0 as? SyncError)?.code == "PACKED-BASE"
    }
  }
}
