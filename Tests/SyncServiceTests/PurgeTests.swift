import Campo
import Foundation
import Replication
import SQLiteStore
import SyncProtocol
import SyncService
import Testing

/// A device lets go of a response only against what the server signed and a backup holds.
@Suite struct PurgeTests {
  /// A device that keeps what the server's enrolment says.
  private struct Device {
    let client: SurveyClient
    let link: ServiceLink
    let folder = TemporaryFolder()

    var store: Store { client.store }

    init(at server: TestServer, _ name: String, _ role: Author.Role = .enumerator) throws {
      let store = try Store.create(at: folder.path)
      let author = Author(name: name, role: role)
      let code = try server.service.makeCode(for: author, areas: ["S-01"])
      let enrolled = try server.service.enrol(
        EnrolRequest(code: code.text, replica: store.replica))
      try store.set([
        .authorName: name, .authorRole: role == .supervisor ? "supervisor" : "enumerator",
        .areas: "S-01", Setting("receipt.key"): Self.digits(enrolled.receiptKey),
      ])
      client = try SurveyClient(store)
      link = ServiceLink(service: server.service, token: enrolled.token)
    }

    static func digits(_ bytes: [UInt8]) -> String {
      bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    func sync(at server: TestServer) async throws {
      let link = ServiceLink(service: server.service, token: link.token)
      var run = SyncRun(store, over: link, pause: { _ in })
      _ = try await run.run()
    }

    /// A finished response.
    func collect(_ text: String) throws -> RecordID {
      let id = try begin(text)
      try store.save(
        [(.field(RegisterKey.Field.finished), .text("true"))], to: id, author: client.author,
        shown: store.load(id).record)
      return id
    }

    func begin(_ text: String) throws -> RecordID {
      let id = try store.createResponse(
        definition: TestServer.definition(), area: "S-01", author: client.author)
      try write(text, to: id)
      return id
    }

    func write(_ text: String, to id: RecordID) throws {
      try store.save(
        [(answerKey("name"), .text(text))], to: id, author: client.author,
        shown: store.load(id).record)
    }

    func reasons() throws -> [PurgeReport.Reason] {
      Array(try client.purgeReceived().kept.values)
    }
  }

  /// Closes a server, copies its file, notes the copy as a backup, and gives the server again.
  private func backUp(_ server: TestServer, to copy: TemporaryFolder) throws -> TestServer {
    try server.store.close()
    try? FileManager.default.removeItem(atPath: copy.path)
    try FileManager.default.copyItem(atPath: server.folder.path, toPath: copy.path)
    let again = try TestServer(at: server.folder)
    _ = try again.service.recordBackup(copy.path)
    return again
  }

  @Test func aResponseIsLetGoOfOnceABackupHoldsIt() async throws {
    var server = try TestServer()
    try server.publish()
    let device = try Device(at: server, "ana")
    let id = try device.collect("uno")
    #expect(try device.reasons() == [.unsent])
    try await device.sync(at: server)
    #expect(try device.reasons() == [.notBackedUp])
    server = try backUp(server, to: TemporaryFolder())
    #expect(try device.reasons() == [.notBackedUp], "the device has not heard of it yet")
    try await device.sync(at: server)
    let report = try device.client.purgeReceived()
    #expect(report.purged == [id])
    #expect(report.kept.isEmpty)

    #expect(try device.store.summary(of: id) == nil)
    #expect(try device.client.purged().map(\.id) == [id])
    #expect(throws: ClientError.purgedResponse(id)) {
      try device.client.response(startingWith: String(id.description.prefix(8)))
    }
    #expect(try device.client.purged().map(\.area) == ["S-01"])
    #expect(try StoreCheck.run(at: device.folder.path).isSound)
    #expect(try device.store.coverage().first?.held == [1...1])
    #expect(try server.store.load(id).record.value(of: answerKey("name")) == .text("uno"))
  }

  /// Whoever is at it would find it gone.
  @Test func whatIsToBeWorkedOnStays() async throws {
    var server = try TestServer()
    try server.publish()
    let device = try Device(at: server, "ana")
    let office = try Device(at: server, "luz", .supervisor)
    let begun = try device.begin("uno")
    let (sentBack, disputed) = (try device.collect("dos"), try device.collect("tres"))
    try await device.sync(at: server)
    try await office.sync(at: server)
    try office.client.reject(office.client.response(sentBack), comment: "falta la edad")
    try office.write("cuatro", to: disputed)
    try device.write("cinco", to: disputed)
    for one in [office, device] { try await one.sync(at: server) }
    server = try backUp(server, to: TemporaryFolder())
    try await device.sync(at: server)
    let report = try device.client.purgeReceived()
    #expect(report.purged.isEmpty)
    #expect(
      report.kept == [begun: .inProgress, sentBack: .rejected, disputed: .inConflict])
  }

  @Test func oneSignatureLetsAWholeBatchGo() async throws {
    var server = try TestServer()
    try server.publish()
    let device = try Device(at: server, "ana")
    try await device.sync(at: server)
    let ids = try (0..<11).map { number in
      let id = try device.collect("uno")
      try device.store.save(
        [(answerKey("age"), .text("\(number)"))], to: id, author: device.client.author,
        shown: device.store.load(id).record)
      return id
    }
    try await device.sync(at: server)
    let kept = try ids.map {
      try SignedReceipt(
        fieldBytes: #require(try device.store.document(kind: "receipt", about: $0)).bytes)
    }
    #expect(Set(kept.map(\.signature)).count == 1)
    #expect(kept.allSatisfy { (3...4).contains($0.path.count) || $0.path.count == 2 })
    server = try backUp(server, to: TemporaryFolder())
    try await device.sync(at: server)
    // A receipt goes with its record only.
    try device.store.put(
      [(ids[0], StoredDocument(status: 1, bytes: kept[1].fieldBytes))], kind: "receipt")
    let report = try device.client.purgeReceived()
    #expect(Set(report.purged) == Set(ids.dropFirst()))
    #expect(report.kept == [ids[0]: .noReceipt])
  }

  @Test func whatWasLetGoOfComesBackOnlyWithSomethingNew() async throws {
    var server = try TestServer()
    try server.publish()
    let device = try Device(at: server, "ana")
    let office = try Device(at: server, "luz", .supervisor)
    let id = try device.collect("uno")
    try await device.sync(at: server)
    server = try backUp(server, to: TemporaryFolder())
    try await device.sync(at: server)
    #expect(try device.client.purgeReceived().purged == [id])

    let held = try server.store.outgoing(.all, limit: 10)
    let outcomes = try device.store.merge(
      held.map(\.encoded), seals: held.flatMap(\.seals), from: .upstream)
    #expect(outcomes.map(\.result) == [.unchanged])
    #expect(try device.store.summary(of: id) == nil)

    try await office.sync(at: server)
    try office.client.reject(office.client.response(id), comment: "falta la edad")
    try await office.sync(at: server)
    try await device.sync(at: server)
    #expect(try device.store.load(id).record.value(of: answerKey("name")) == .text("uno"))
    #expect(try device.store.load(id).record.status.stage == .rejected)
    #expect(try device.client.purged().isEmpty)
    try device.write("dos", to: id)
    try await device.sync(at: server)
    #expect(try server.store.load(id).record.value(of: answerKey("name")) == .text("dos"))
    #expect(try server.store.load(id).record.conflicts.isEmpty)
  }

  /// Another device answers over what it knew, and hands that to the one that has let go: what this one
  /// seals then must not claim to have seen its own answer, which is only on the server now.
  @Test func whatWasLetGoOfIsNotOverwrittenByWhatComesBackWithoutIt() async throws {
    var server = try TestServer()
    try server.publish()
    let device = try Device(at: server, "ana")
    let other = try Device(at: server, "beto")
    let id = try device.collect("uno")
    try await device.sync(at: server)
    try await other.sync(at: server)
    try device.write("dos", to: id)
    try await device.sync(at: server)
    server = try backUp(server, to: TemporaryFolder())
    try await device.sync(at: server)
    #expect(try device.client.purgeReceived().purged == [id])

    let before = try device.store.replica
    try other.store.save(
      [(answerKey("age"), .text("34"))], to: id, author: other.client.author,
      shown: other.store.load(id).record)
    try other.store.sealAll()
    let carried = try other.store.outgoing(.all, limit: 10)
    let outcomes = try device.store.merge(
      carried.map(\.encoded), seals: carried.flatMap(\.seals), from: .peer("beto"))
    #expect(outcomes.map(\.result) == [.added])
    try device.store.save(
      [(answerKey("age"), .text("35"))], to: id, author: device.client.author,
      shown: device.store.load(id).record)
    try await device.sync(at: server)
    #expect(try device.store.replica != before)
    try await other.sync(at: server)
    #expect(try server.store.load(id).record.value(of: answerKey("name")) == .text("dos"))
    #expect(try device.store.load(id).record.value(of: answerKey("name")) == .text("dos"))
  }

  @Test func whatWasWrittenAfterTheReceiptStays() async throws {
    var server = try TestServer()
    try server.publish()
    let device = try Device(at: server, "ana")
    let id = try device.collect("uno")
    try await device.sync(at: server)
    server = try backUp(server, to: TemporaryFolder())
    try await device.sync(at: server)
    try device.write("dos", to: id)
    #expect(try device.reasons() == [.unsent])
    try device.store.sealAll()
    #expect(try device.reasons() == [.unsent])
    try await device.sync(at: server)
    #expect(try device.reasons() == [.notBackedUp], "the backup is older than the second receipt")
  }

  @Test func aReceiptThatWasAlteredOrSignedByAnotherCountsForNothing() async throws {
    var server = try TestServer()
    try server.publish()
    let device = try Device(at: server, "ana")
    let id = try device.collect("uno")
    try await device.sync(at: server)
    server = try backUp(server, to: TemporaryFolder())
    try await device.sync(at: server)
    var document = try #require(try device.store.document(kind: "receipt", about: id))
    let last = document.bytes.count - 1
    document.bytes[last] ^= 1
    try device.store.put(document, kind: "receipt", about: id)
    #expect(try device.reasons() == [.noReceipt])

    let stranger = try #require(ReceiptSigner(secret: [UInt8](repeating: 7, count: 32)))
    let other = try Device(at: server, "eva")
    try other.store.set(Setting("receipt.key"), to: Device.digits(stranger.publicKey))
    _ = try other.collect("tres")
    try await other.sync(at: server)
    #expect(try Set(other.reasons()) == [.noReceipt])
    #expect(try other.store.logLines().map(\.code).contains("RECEIPT-REFUSED"))
  }

  @Test func nothingIsSignedForWhatIsInQuarantine() throws {
    let server = try TestServer()
    let device = try Device(at: server, "ana")
    let request = SyncRequest(
      replica: try device.store.replica, chain: Chain(), cursors: [],
      batch: Batch(records: [EncodedRecord(id: RecordID(high: 1, low: 2), bytes: [9, 9])]),
      wantsReceipts: true)
    let caller = try server.service.caller(authorization: "Bearer \(device.link.token)")
    let response = try server.service.sync(request, from: caller)
    #expect(response.receipts.count == 1)
    #expect(response.signedReceipts == [])
  }

  @Test func onlyAWholeBackupOfThisServerCounts() async throws {
    let server = try TestServer()
    let device = try Device(at: server, "ana")
    _ = try device.collect("uno")
    try await device.sync(at: server)
    let other = try TestServer()
    #expect(throws: BackupError.foreign(path: other.folder.path)) {
      try server.service.recordBackup(other.folder.path)
    }
    let copy = TemporaryFolder()
    let again = try backUp(server, to: copy)
    let path = copy.path + "/campo.sqlite"
    var bytes = try #require(FileManager.default.contents(atPath: path))
    bytes[2] ^= 1
    try bytes.write(to: URL(filePath: path))
    #expect(throws: BackupError.self) { try again.service.recordBackup(copy.path) }
  }

  @Test func theKeyIsTheOwnersAloneAndStays() throws {
    let server = try TestServer()
    _ = try Device(at: server, "ana")
    let path = server.folder.path + "/receipt.key"
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    #expect(attributes[.posixPermissions] as? Int == 0o600)
    let key = FileManager.default.contents(atPath: path)
    try server.store.close()
    let again = try TestServer(at: server.folder)
    _ = try Device(at: again, "beto")
    #expect(FileManager.default.contents(atPath: path) == key)
  }
}
