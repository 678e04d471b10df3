import Campo
import Foundation
import RecordCoding
import Replication
import SQLiteStore
import SyncProtocol
import SyncService
import Testing

@Test func undecodableRecordIsKeptAcknowledgedAndHoldsNothingBack() async throws {
  let server = try TestServer()
  let ana = try TestDevice(at: server, name: "ana")
  let id = try ana.collect(["age": "3"])
  let outgoing = try ana.store.outgoing(limit: 10)
  let strange = EncodedRecord(id: RecordID(high: 1, low: 2), bytes: [0xFF, 0xEE, 0xDD])
  let request = SyncRequest(
    replica: try ana.store.replica, chain: try ana.store.chain(), cursors: [],
    batch: Batch(
      records: [strange] + outgoing.map(\.encoded), seals: outgoing.flatMap(\.seals)))
  let response = try server.service.sync(
    request, from: Caller(author: ana.author, areas: ["S-01"]))
  #expect(response.receipts.map(\.record) == [strange.id, id])
  #expect(response.receipts[0].context.isEmpty)
  #expect(response.quarantined.map(\.record) == [strange.id])
  #expect(try server.store.quarantined().map(\.bytes) == [strange.bytes])
  #expect(try server.store.summaries().map(\.id) == [id])
}

@Test func aDeviceCannotMakeTheServerTakeAnotherIdentity() async throws {
  let server = try TestServer()
  let ana = try TestDevice(at: server, name: "ana")
  let before = try server.store.replica
  var pending = PendingWrites(author: ana.author)
  pending.save(
    .text("1"), to: .field("area"), shown: Record(id: RecordID(high: 1, low: 1), kind: .response))
  for low in 1...2 as ClosedRange<UInt64> {
    var record = Record(id: RecordID(high: 1, low: low), kind: .response)
    let dot = Dot(replica: before, revision: 1)
    record.seal(pending, as: dot, at: WallTime(milliseconds: 0))
    let line = SealEntry(
      dot: dot, record: record.id,
      stamp: Stamp(author: ana.author, time: WallTime(milliseconds: 0)),
      chain: [1])
    // Once with a line of the log, once by the context alone.
    let request = SyncRequest(
      replica: try ana.store.replica, chain: Chain(), cursors: [],
      batch: Batch(
        records: [EncodedRecord(id: record.id, bytes: RecordCoder.encode(record))],
        seals: low == 1 ? [line] : []))
    let response = try server.service.sync(
      request, from: Caller(author: ana.author, areas: ["S-01"]))
    #expect(response.quarantined.map(\.code) == ["SEAL-CONTRADICTED"])
  }
  #expect(try server.store.replica == before)
  #expect(try server.store.chain() == Chain())
}

@Test func nobodySignsWithAHigherRoleThanHisEnrolment() async throws {
  let server = try TestServer()
  let ana = try TestDevice(at: server, name: "ana")
  let sara = try TestDevice(at: server, name: "sara", role: .supervisor)
  let id = try ana.collect(["age": "3"])
  try await ana.sync()
  try await sara.sync()
  let luz = Author(name: "luz", role: .coordinator)
  let shown = try ana.record(id).context
  try ana.store.decide(.void, on: id, comment: "falso", author: luz, shown: shown)
  let report = try await ana.sync()
  #expect(report.quarantined == [id])
  #expect(try server.store.quarantined().map(\.reason.code) == ["RECORD-ROLE"])
  #expect(try server.store.load(id).record.decisions.isEmpty)

  // By the enrolled role it passes, and so does what a device carries for another.
  try sara.store.decide(.approve, on: id, comment: "bien", author: sara.author, shown: shown)
  let beto = try TestDevice(at: server, name: "beto")
  let carried = try sara.store.outgoing(.all, limit: 10)
  try beto.store.merge(
    carried.map(\.encoded), seals: carried.flatMap(\.seals), from: .peer("usb"))
  #expect(try await beto.sync().quarantined.isEmpty)
  #expect(try server.store.load(id).record.decisions.count == 1)
}

@Test func restoredServerIsOfferedEverythingAgain() async throws {
  let server = try TestServer()
  let ana = try TestDevice(at: server, name: "ana")
  let id = try ana.collect(["age": "3"])
  try await ana.sync()
  // Another server with the same people, which has lost everything.
  let restored = try TestServer()
  let again = try TestDevice(at: restored, name: "ana")
  let report = try await ana.sync(over: again.link)
  #expect(report.waiting == 0)
  #expect(try restored.store.load(id).record == ana.record(id))
}

@Test func serverPutBackInPlaceSaysSoAndIsOfferedEverythingAgain() async throws {
  let server = try TestServer()
  let ana = try TestDevice(at: server, name: "ana")
  _ = try ana.collect(["age": "3"])
  try await ana.sync()
  // What the server had acknowledged before its past was lost: the same identity and epoch, a
  // record that it does not have, and a cursor that its feed never passed.
  let lost = try ana.collect(["age": "4"])
  let outgoing = try ana.store.outgoing(limit: 10).map(\.encoded)
  try ana.store.acknowledge(
    outgoing.map {
      Receipt(
        record: $0.id, digest: [], context: try RecordCoder.decode($0.bytes).context)
    })
  let cursors = try ana.store.cursors()
  let elsewhere = try cursors.map { cursor in
    var cursor = cursor
    cursor.server = try server.store.replica
    cursor.epoch = try server.store.epoch
    cursor.sequence += 40
    cursor.feedHash = Array(repeating: 7, count: cursor.feedHash.count)
    return cursor
  }
  try ana.store.put(elsewhere)
  #expect(try ana.store.unacknowledgedCount() == 0)
  let report = try await ana.sync()
  #expect(report.sent == 1)
  #expect(report.waiting == 0)
  #expect(try server.store.load(lost).record == ana.record(lost))
  #expect(try ana.store.logLines().contains { $0.code == "SYNC-SERVER-RESTORED" })
}

@Test func responseThatNamesNonsenseForItsQuestionnaireStillGetsItsVerdict() async throws {
  let server = try TestServer()
  let ana = try TestDevice(at: server, name: "ana")
  let id = try ana.collect(["age": "3"], definition: String(repeating: "x", count: 50_000))
  #expect(try await ana.sync().waiting == 0)
  #expect(try ana.verdict(on: id)?.state == .unknownDefinition)
  let beto = try TestDevice(at: server, name: "beto")
  var link = beto.link
  link.refusesDefinitions = true
  #expect(try await beto.sync(over: link).received == 1)
}

/// A server whose file was put back in place: who syncs first proves it, and from then on everybody
/// sees another server, also who pushes into areas that he does not follow.
@Test func aServerPutBackInPlaceGoesOnAsAnother() async throws {
  let server = try TestServer()
  let ana = try TestDevice(at: server, name: "ana")
  let beto = try TestDevice(at: server, name: "beto")
  let first = try ana.collect(["age": "1"])
  for device in [ana, beto] { try await device.sync() }
  try server.store.close()
  let file = server.folder.path + "/campo.sqlite"
  let backup = try #require(FileManager.default.contents(atPath: file))
  let again = try TestServer(at: server.folder)
  let elsewhere = try beto.store.createResponse(
    definition: TestServer.definition(), area: "S-99", author: beto.author)
  let lost = try ana.collect(["age": "2"])
  for device in [ana, beto] { try await device.sync(over: again.link(of: device)) }
  #expect(try again.store.summaries().count == 3)
  let before = (try again.store.replica, try again.store.epoch)
  try again.store.close()
  let handle = try #require(FileHandle(forUpdatingAtPath: file))
  try handle.truncate(atOffset: 0)
  try handle.write(contentsOf: backup)
  try handle.close()

  let restored = try TestServer(at: server.folder)
  #expect(try restored.store.summaries().map(\.id) == [first])
  #expect(try restored.store.epoch == before.1)
  // A cursor from nowhere, which nobody handed out, moves nothing.
  let forged = Cursor(
    server: before.0, epoch: before.1, area: "S-01", sequence: 900,
    feedHash: Array(repeating: 3, count: 32))
  let answer = try restored.service.sync(
    SyncRequest(replica: ana.store.replica, chain: Chain(), cursors: [forged], batch: Batch()),
    from: Caller(author: ana.author, areas: ["S-01"]))
  #expect(answer.lostItsPast && answer.server == before.0)

  for device in [ana, beto] { try await device.sync(over: restored.link(of: device)) }
  #expect(try restored.store.replica != before.0)
  #expect(try restored.store.epoch > before.1)
  #expect(Set(try restored.store.summaries().map(\.id)) == [first, lost, elsewhere])
  for device in [ana, beto] {
    #expect(try await device.sync(over: restored.link(of: device)).waiting == 0)
    #expect(try device.store.unacknowledgedCount() == 0)
  }
}
