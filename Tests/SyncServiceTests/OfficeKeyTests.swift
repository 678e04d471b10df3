import Campo
import Foundation
import Hub
import Messages
import Replication
import SQLiteStore
import SyncProtocol
import SyncService
import Synchronization
import Testing

/// Devices hear what bundles for the office are encrypted to, from the office or from a hub.
@Suite struct OfficeKeyTests {
  private let office: TestServer

  init() throws {
    office = try TestServer()
    try office.publish()
  }

  private func recipient() throws -> BundleRecipient { try office.store.bundleOpener().recipient }

  private func fieldworker(_ name: String, at service: SyncService) throws -> Fieldworker {
    try Fieldworker(name, with: office.code(for: name), at: service)
  }

  @Test func theKeyIsMadeWithTheServersStoreAndToldAtEnrolment() throws {
    let made = try Store.open(at: office.folder.path).bundleOpeners().map(\.recipient)
    #expect(made == [try recipient()])
    let code = try office.code(for: "ana")
    let told = try office.service.enrol(
      EnrolRequest(code: code.text, replica: ReplicaID(high: 1, low: 1))
    ).officeKey
    #expect(told?.key == made[0].key)
  }

  @Test func aDeviceThatLacksTheKeyAsksUntilItIsTold() async throws {
    let ana = try fieldworker("ana", at: office.service)
    _ = try ana.collect("Rosa")
    #expect(try ana.store.wantsOfficeKey())
    try await ana.sync(with: office.service)
    #expect(try ana.client.officeRecipient() == recipient())
    #expect(try !ana.store.wantsOfficeKey())
  }

  @Test func aHubHandsOnWhatTheOfficeSigned() async throws {
    let ana = try fieldworker("ana", at: office.service)
    let hub = try TestHub(of: office)
    try await hub.sync(with: office.service)
    try await ana.sync(with: hub.service)
    #expect(try ana.client.officeRecipient() == recipient())
    // What is encrypted to the office is not for the hub.
    let path = ana.folder.path + ".bundle"
    defer { try? FileManager.default.removeItem(atPath: path) }
    try ana.client.exportBundle(to: path, encryptedTo: [ana.client.officeRecipient()])
    #expect(throws: BundleError.notForUs([try recipient()])) {
      try BundleImport(into: hub.store).take(path)
    }
  }

  @Test func aKeyThatTheOfficeDidNotSignIsNotBelieved() throws {
    let ana = try fieldworker("ana", at: office.service)
    let own = try ana.client.ownRecipient().key
    let thief = try #require(ReceiptSigner(secret: [UInt8](repeating: 7, count: 32)))
    let upstream = UpstreamHistory(server: try office.store.replica, epoch: 1)
    for forged in [OfficeKey(key: own), thief.signed(OfficeKey(key: own))] {
      try OfficeKeyInbox(ana.store).take(forged, from: upstream)
    }
    #expect(try ana.store.officeKey() == nil)
    #expect(try ana.store.logLines().map(\.code).contains("OFFICE-KEY-REFUSED"))
  }

  @Test func theOfficeTakesWhatIsEncryptedToIt() async throws {
    let ana = try fieldworker("ana", at: office.service)
    try await ana.sync(with: office.service)
    let id = try ana.collect("Rosa")
    let path = ana.folder.path + ".bundle"
    defer { try? FileManager.default.removeItem(atPath: path) }
    try ana.client.exportBundle(to: path, encryptedTo: [ana.client.officeRecipient()])
    let report = try BundleImport(into: office.store) { records, seals, header, _ in
      try office.service.takeIn(
        records, seals: seals, of: .enrolled(ana.client.author), producer: header.producer,
        file: path)
    }.take(path)
    #expect(report.added == 1)
    #expect(try office.service.verdict(on: id)?.state == .valid)
  }

  @Test func aServerRestoredFromABackupOpensWhatWasEncryptedBefore() throws {
    let copy = TemporaryFolder()
    let recipient = try recipient()
    let replica = try office.store.replica
    try office.store.close()
    try FileManager.default.createDirectory(atPath: copy.path, withIntermediateDirectories: true)
    try FileManager.default.copyItem(
      atPath: office.folder.path + "/campo.sqlite", toPath: copy.path + "/campo.sqlite")
    let restored = try ServerData.open(at: copy.path)
    #expect(try restored.replica != replica)
    #expect(try restored.bundleOpener().recipient == recipient)
  }

  /// Told again, since another past may know another key.
  @Test func aRestoredServerIsAskedAnew() async throws {
    let ana = try fieldworker("ana", at: office.service)
    _ = try ana.collect("Rosa")
    try await ana.sync(with: office.service)
    #expect(try !ana.store.wantsOfficeKey())
    try office.store.renewIdentity(reason: .init(es: "prueba", en: "test"))
    try await ana.sync(with: office.service)
    try await ana.sync(with: office.service)
    #expect(try ana.client.officeRecipient() == recipient())
    #expect(try !ana.store.wantsOfficeKey())
  }

  /// What is told with the next synchronization must also be told where that is brief.
  @Test func aBriefRequestTellsTheSigningKeyAndAsksForTheOffices() async throws {
    let ana = try fieldworker("ana", at: office.service)
    _ = try ana.collect("Rosa")
    try await ana.sync(with: office.service)
    let key = try ana.store.bundleSigner().publicKey
    let link = WatchingLink(ServiceLink(service: office.service, token: ana.token))
    var run = SyncRun(ana.store, over: link, pause: { _ in })
    _ = try await run.run()
    let requests = link.requests.withLock { $0 }
    #expect(requests.first?.standing != nil && requests.first?.signingKey == key)
    #expect(try office.store.enrolment(signingKey: key)?.author.name == "ana")
    var request = try #require(requests.first)
    request.wantsOfficeKey = true
    #expect(try SyncRequest(decoding: request.encoded()).wantsOfficeKey)
  }
}
