import Campo
import Foundation
import Replication
import SQLiteStore
import SyncProtocol
import SyncService
import Testing

/// A device whose file was put back to an earlier state in place, so that only its server can tell.
@Test func restoredDeviceIsNoticedAndBothHistoriesAreKept() async throws {
  let server = try TestServer()
  let folder = TemporaryFolder()
  let author = Author(name: "ana", role: .enumerator)
  var store = try Store.create(at: folder.path)
  let code = try server.service.makeCode(for: author, areas: ["S-01"])
  let request = EnrolRequest(code: code.text, replica: try store.replica)
  let link = ServiceLink(
    service: server.service, token: try server.service.enrol(request).token)
  let file = folder.path + "/campo.sqlite"
  func collect() throws -> RecordID {
    try store.createResponse(definition: "", area: "S-01", author: author)
  }
  func sync() async throws -> SyncReport {
    var run = SyncRun(store, over: link, pause: { _ in })
    return try await run.run()
  }

  let first = try collect()
  _ = try await sync()
  try store.close()
  let backup = try #require(FileManager.default.contents(atPath: file))
  store = try Store.open(at: folder.path)
  let lost = try collect()
  _ = try await sync()
  try store.close()
  let handle = try #require(FileHandle(forUpdatingAtPath: file))
  try handle.truncate(atOffset: 0)
  try handle.write(contentsOf: backup)
  try handle.close()

  store = try Store.open(at: folder.path)
  let before = try store.replica
  let forked = try collect()
  let report = try await sync()
  #expect(try store.replica != before)
  #expect(report.quarantined == [forked])
  #expect(try server.store.quarantined().map(\.id) == [forked])
  #expect(try server.store.summaries().map(\.id) == [first, lost])
  #expect(try store.summaries().map(\.id) == [first, forked])
  #expect(try store.quarantined().map(\.id) == [lost])
  let after = try collect()
  let next = try await sync()
  #expect(next.quarantined.isEmpty && next.waiting == 0)
  #expect(try server.store.load(after).record == store.seal(after))
  #expect(try server.store.logLines().contains { $0.code == "DEVICE-RESTORED" })
}
