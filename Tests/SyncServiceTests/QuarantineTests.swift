import Campo
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
  #expect(response.receipts[0].context.revisions.isEmpty)
  #expect(response.quarantined.map(\.record) == [strange.id])
  #expect(try server.store.quarantined().map(\.bytes) == [strange.bytes])
  #expect(try server.store.summaries().map(\.id) == [id])
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
