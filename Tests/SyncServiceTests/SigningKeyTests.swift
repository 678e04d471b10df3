import Campo
import Foundation
import Hub
import Replication
import SQLiteStore
import SyncProtocol
import SyncService
import Testing

/// Servers and hubs know whose bundles are whose.
@Suite struct SigningKeyTests {
  private let office: TestServer

  init() throws {
    office = try TestServer()
    try office.publish()
  }

  private func key(of person: Fieldworker) throws -> [UInt8] {
    try person.store.bundleSigner().publicKey
  }

  private func owner(of person: Fieldworker, in store: Store) throws -> String? {
    try store.enrolment(signingKey: key(of: person))?.author.name
  }

  @Test func aKeyIsToldAtEnrolment() throws {
    let ana = try Fieldworker(
      "ana", with: office.code(for: "ana"), at: office.service, tellsKey: true)
    #expect(try owner(of: ana, in: office.store) == "ana")
  }

  /// A device that was enrolled before there were keys makes one for its first bundle.
  @Test func aKeyIsToldWithTheNextSynchronizationsUntilItIsKnown() async throws {
    let ana = try Fieldworker("ana", with: office.code(for: "ana"), at: office.service)
    try await ana.sync(with: office.service)
    #expect(try ana.store.untoldBundleKey().isEmpty)
    let key = try key(of: ana)
    #expect(try ana.store.untoldBundleKey() == key)
    #expect(try owner(of: ana, in: office.store) == nil)
    try await ana.sync(with: office.service)
    #expect(try owner(of: ana, in: office.store) == "ana")
    #expect(try ana.store.untoldBundleKey().isEmpty)
  }

  @Test func theFirstKeyOfAnEnrolmentIsItsKeyForGood() throws {
    let code = try office.code(for: "ana")
    let ana = try Fieldworker("ana", with: code, at: office.service, tellsKey: true)
    let other = [UInt8](repeating: 9, count: SyncLimits.signingKeyBytes)
    _ = try office.service.enrol(
      EnrolRequest(code: code.text, replica: ana.store.replica, signingKey: other))
    #expect(try office.store.enrolment(signingKey: other) == nil)
    #expect(try owner(of: ana, in: office.store) == "ana")
  }

  @Test func aKeyThatOneHubHearsOfReachesTheOfficeAndTheOthers() async throws {
    let code = try office.code(for: "ana")
    let (north, south) = (try TestHub(of: office), try TestHub(of: office))
    for hub in [north, south] { try await hub.sync(with: office.service) }
    let ana = try Fieldworker("ana", with: code, at: north.service)
    try await north.sync(with: office.service)
    // The hub is not the server that knows the key of a device enrolled elsewhere.
    _ = try key(of: ana)
    try await ana.sync(with: north.service)
    #expect(try owner(of: ana, in: north.store) == "ana")
    try await north.sync(with: office.service)
    #expect(try owner(of: ana, in: office.store) == "ana")
    try await south.sync(with: office.service)
    #expect(try owner(of: ana, in: south.store) == "ana")
    // The list has it now, and nothing is told or sent again.
    try await north.sync(with: office.service)
    #expect(try north.store.redemptions().isEmpty)
  }

  @Test func aKeyThatTheOfficeDidNotSignIsNotBelieved() async throws {
    let hub = try TestHub(of: office)
    let ana = try Fieldworker(
      "ana", with: office.code(for: "ana"), at: office.service, tellsKey: true)
    let stranger = try #require(ReceiptSigner(secret: [UInt8](repeating: 7, count: 32)))
    var answer = SyncResponse(server: try office.store.replica, epoch: 1)
    answer.enrolments = try signedList().map { enrolment in
      var forged = enrolment
      forged.signingKey = stranger.signed(enrolment).signingKey
      return forged
    }
    try hub.service.takeIn(answer)
    #expect(try owner(of: ana, in: hub.store) == nil)
    #expect(try hub.store.logLines().map(\.code).contains("ENROL-REFUSED"))
    answer.enrolments = try signedList()
    try hub.service.takeIn(answer)
    #expect(try owner(of: ana, in: hub.store) == "ana")
  }

  /// What the office tells a hub of.
  private func signedList() throws -> [SignedEnrolment] {
    let caller = Caller(
      author: Author(name: "laptop", role: .supervisor), areas: ["S-01"], isHub: true)
    let request = SyncRequest(
      replica: ReplicaID(high: 1, low: 1), chain: Chain(), cursors: [], batch: Batch(),
      enrolments: [])
    return try #require(try office.service.sync(request, from: caller).enrolments)
  }

  // Bundles at a server

  private func take(_ path: String, as sender: BundleSender) throws -> BundleImportReport {
    try BundleImport(into: office.store) { records, seals, header, _ in
      try office.service.takeIn(
        records, seals: seals, of: sender, producer: header.producer, file: path)
    }.take(path)
  }

  @Test func aBundleOnAStickIsCheckedAndHandedOnLikeASynchronization() async throws {
    let ana = try Fieldworker(
      "ana", with: office.code(for: "ana"), at: office.service, tellsKey: true)
    let luz = try Fieldworker("luz", with: office.code(for: "luz"), at: office.service)
    let id = try ana.collect("Rosa")
    let path = ana.folder.path + ".bundle"
    defer { try? FileManager.default.removeItem(atPath: path) }
    try ana.client.exportBundle(to: path)
    let report = try take(path, as: .enrolled(ana.client.author))
    #expect(report.origin == .known(ana.client.author))
    #expect(report.added == 1)
    #expect(try office.service.verdict(on: id)?.state == .valid)
    #expect(try await luz.sync(with: office.service).received == 1)
    #expect(try take(path, as: .enrolled(ana.client.author)).unchanged == 1)
  }

  @Test func whatARevokedDeviceWroteIsSetAsideByteForByte() throws {
    let ana = try Fieldworker(
      "ana", with: office.code(for: "ana"), at: office.service, tellsKey: true)
    let id = try ana.collect("Rosa")
    let path = ana.folder.path + ".bundle"
    defer { try? FileManager.default.removeItem(atPath: path) }
    try ana.client.exportBundle(to: path)
    _ = try office.service.revoke(.person("ana"))
    let report = try take(path, as: .revoked)
    #expect(report.origin == .revoked(ana.client.author))
    #expect(report.quarantined.map(\.code) == ["BUNDLE-REVOKED"])
    #expect(try office.store.everything().isEmpty)
    #expect(try office.store.quarantined().map(\.bytes) == [ana.store.everything()[id]])
    #expect(try office.service.retryQuarantined() == 0)
    // The office may take it all the same.
    #expect(try take(path, as: .enrolled(ana.client.author)).added == 1)
    #expect(try office.store.everything() == ana.store.everything())
    #expect(try office.store.quarantined().isEmpty)
  }
}
