import Campo
import CurlTransport
import Foundation
import Replication
import SQLiteStore
import SyncProtocol
import SyncService
import Synchronization
import Testing

/// Packed records between a device and a server.
@Suite struct PackedExchangeTests {
  /// Hands messages on, keeps what it saw, and may change what comes back.
  private final class Watching: SyncLink {
    let link: ServiceLink
    let sent = Mutex<[Batch]>([])
    let got = Mutex<[Batch]>([])
    /// Whether the server is of a version that knows nothing of packed records.
    let isOld: Bool
    let spoiling: @Sendable (inout SyncResponse) -> Void

    init(
      _ link: ServiceLink, isOld: Bool = false,
      spoiling: @escaping @Sendable (inout SyncResponse) -> Void = { _ in }
    ) {
      self.link = link
      self.isOld = isOld
      self.spoiling = spoiling
    }

    var traffic: Traffic { link.traffic }

    func sync(_ request: SyncRequest) async throws(SyncError) -> SyncResponse {
      sent.withLock { $0.append(request.batch) }
      var understood = request
      if isOld {
        understood.batch.packed = []
        understood.readsPacked = false
      }
      var response = try await link.sync(understood)
      spoiling(&response)
      let changes = response.changes
      got.withLock { $0.append(changes) }
      return response
    }

    func definition(_ hash: String) async throws(SyncError) -> DefinitionResponse {
      try await link.definition(hash)
    }
  }

  private static func watch(_ device: TestDevice) -> Watching { Watching(device.link) }

  @Test func whatBothSidesHaveTheQuestionnaireOfTravelsPacked() async throws {
    let (server, ana, sara) = try await TestServer.team()
    let id = try ana.collect(["name": "Juan Pérez", "age": "33"])
    let anas = Self.watch(ana)
    try await ana.sync(over: anas)
    #expect(anas.sent.withLock { $0.map(\.records.count) } == [0])
    #expect(anas.sent.withLock { $0.map(\.packed.count) } == [1])
    let saras = Self.watch(sara)
    try await sara.sync(over: saras)
    #expect(saras.got.withLock { $0.map(\.packed.count) } == [1])
    #expect(try sara.store.load(id).record == ana.record(id))
    #expect(try server.store.load(id).record == ana.record(id))
    #expect(try ana.store.unacknowledgedCount() == 0)
  }

  @Test func aServerThatLacksTheQuestionnaireGetsTheRecordsAsTheyAre() async throws {
    let (_, ana, _) = try await TestServer.team()
    // Put back from a backup that knew no questionnaire.
    let restored = try TestServer()
    let code = try restored.service.makeCode(for: ana.author, areas: [ana.area])
    let token = try restored.service.enrol(
      EnrolRequest(code: code.text, replica: ana.store.replica)
    ).token
    let id = try ana.collect(["age": "33"])
    let link = Watching(ServiceLink(service: restored.service, token: token))
    try await ana.sync(over: link)
    #expect(link.sent.withLock { $0.map(\.packed.count) } == [1, 0])
    #expect(try restored.store.load(id).record == ana.record(id))
    #expect(try ana.store.logLines().contains { $0.code == "PACKED-DEFINITION" })
  }

  @Test func anOlderServerThatPassesOverPackedRecordsGetsThemAsTheyAre() async throws {
    let (server, ana, _) = try await TestServer.team()
    let id = try ana.collect(["age": "33"])
    let link = Watching(ana.link, isOld: true)
    try await ana.sync(over: link)
    #expect(link.sent.withLock { $0.map(\.packed.count) } == [1, 0])
    #expect(try server.store.load(id).record == ana.record(id))
    #expect(try ana.store.unacknowledgedCount() == 0)
  }

  @Test func anAnswerThatDoesNotComeOutIsAskedForAsItIs() async throws {
    let (_, ana, sara) = try await TestServer.team()
    let id = try ana.collect(["age": "33"])
    try await ana.sync()
    let spoiled = Watching(sara.link) { response in
      for group in response.changes.packed.indices {
        response.changes.packed[group][6] ^= 0xFF
      }
    }
    try await sara.sync(over: spoiled)
    #expect(spoiled.got.withLock { $0.map(\.packed.count) } == [1, 0])
    #expect(try sara.store.load(id).record == ana.record(id))
    #expect(try sara.store.logLines().contains { $0.code == "PACKED-LAYOUT" })
  }
}
