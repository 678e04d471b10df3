import Campo
import Foundation
import Hub
import QuestionnaireLanguage
import Replication
import SQLiteStore
import SyncProtocol
import SyncService
import Testing

/// A hub serves its areas while the office is out of reach, and loses nothing of what passes through.
@Suite struct HubTests {
  private let office: TestServer

  init() throws {
    office = try TestServer()
    try office.publish()
  }

  private func hub(areas: [String] = ["S-01"]) async throws -> TestHub {
    let hub = try TestHub(of: office, areas: areas)
    try await hub.sync(with: office.service)
    return hub
  }

  @Test func aHubAdmitsAndServesDevicesWithoutTheOffice() async throws {
    let (fresh, used) = (try office.code(for: "ana"), try office.code(for: "luz"))
    let luz = try Fieldworker("luz", with: used, at: office.service)
    let hub = try await hub()
    let ana = try Fieldworker("ana", with: fresh, at: hub.service)
    let id = try ana.collect("Rosa")
    #expect(try await ana.sync(with: hub.service).sent == 1)
    #expect(try await luz.sync(with: hub.service).received == 1)
    let verdict = try luz.store.document(kind: Verdict.documentKind, about: id)
    #expect(try verdict.map { try Verdict($0).state } == .valid)
    #expect(try office.store.everything().isEmpty)

    #expect(try await hub.sync(with: office.service).sent == 1)
    #expect(try office.store.everything() == ana.store.everything())
    #expect(try luz.store.everything() == ana.store.everything())
  }

  @Test func whatComesFromAboveReachesAHubsDevices() async throws {
    let hub = try await hub()
    let ana = try Fieldworker("ana", with: office.code(for: "ana"), at: office.service)
    let eva = try Fieldworker("eva", with: office.code(for: "eva"), at: office.service)
    let id = try ana.collect("Rosa")
    try await ana.sync(with: office.service)
    try await hub.sync(with: office.service)
    try await eva.sync(with: hub.service)
    try eva.write(["name": "Rosa María"], to: id)
    try await eva.sync(with: hub.service)
    try await hub.sync(with: office.service)
    try await ana.sync(with: office.service)
    #expect(try ana.store.load(id).record.value(of: answerKey("name")) == .text("Rosa María"))
    #expect(try eva.store.everything() == ana.store.everything())
    #expect(try hub.store.everything() == ana.store.everything())
  }

  @Test func aHubThatHasNotHeardOfAQuestionnaireWithdrawsItFromNobody() async throws {
    let ana = try Fieldworker("ana", with: office.code(for: "ana"), at: office.service)
    let hub = try await hub()
    _ = try office.service.publish(
      QuestionnaireFile.read(
        Array("id: otra\nversion: \"1\"\nsurvey:\n  - {type: text, name: a, label: A}\n".utf8),
        name: "otra.yaml"))
    try await ana.sync(with: office.service)
    #expect(try ana.store.definitions(publishedOnly: true).count == 2)
    try await ana.sync(with: hub.service)
    #expect(try hub.store.definitions(publishedOnly: true).count == 1)
    #expect(try ana.store.definitions(publishedOnly: true).count == 2)
  }

  @Test func aTokenOfAHubIsGoodAtTheOfficeOnceTheHubHasTold() async throws {
    let code = try office.code(for: "ana")
    let hub = try await hub()
    let ana = try Fieldworker("ana", with: code, at: hub.service)
    _ = try ana.collect("Rosa")
    await #expect(throws: SyncError.self) { try await ana.sync(with: office.service) }
    try await hub.sync(with: office.service)
    #expect(try await ana.sync(with: office.service).sent == 1)
    // The hub has the signed list now and tells nothing again.
    try await hub.sync(with: office.service)
    #expect(try hub.store.redemptions().isEmpty)
  }

  /// Both were admitted; what both typed arrives, and the second is told.
  @Test func oneCodeAtTwoHubsIsTheFirstOnesAtTheOffice() async throws {
    let code = try office.code(for: "ana")
    let (north, south) = (try await hub(), try await hub())
    let first = try Fieldworker("ana", with: code, at: north.service)
    let second = try Fieldworker("ana", with: code, at: south.service)
    let ids = [try first.collect("Rosa"), try second.collect("Eva")]
    try await first.sync(with: north.service)
    for hub in [north, south, south] { try await hub.sync(with: office.service) }
    let report = try await second.sync(with: south.service)
    #expect(report.sent == 1)
    #expect(report.received == 0)
    #expect(report.notices.count == 1)
    #expect(try second.store.logLines().map(\.code).contains("ENROL-TAKEN"))
    #expect(try await first.sync(with: north.service).notices.isEmpty)
    try await south.sync(with: office.service)
    #expect(try Set(office.store.everything().keys) == Set(ids))
  }

  @Test func aPermissionThatWasTakenBackIsVoidAtTheHubToo() async throws {
    let hub = try await hub()
    let ana = try Fieldworker("ana", with: office.code(for: "ana"), at: office.service)
    try await hub.sync(with: office.service)
    try await ana.sync(with: hub.service)
    let number = try #require(
      office.store.enrolments().first { $0.author.name == "ana" }?.number)
    try office.store.revoke(enrolment: number)
    try await hub.sync(with: office.service)
    await #expect(throws: SyncError.self) { try await ana.sync(with: hub.service) }
  }

  @Test func anEnrolmentThatTheOfficeDidNotSignAdmitsNobody() async throws {
    let hub = try await hub()
    let stranger = try #require(ReceiptSigner(secret: [UInt8](repeating: 7, count: 32)))
    let code = try office.code(for: "ana")
    let forged = try office.store.enrolments(in: ["S-01"]).map { stranger.signed($0.enrolment) }
    var answer = SyncResponse(server: try office.store.replica, epoch: 1)
    answer.enrolments = forged
    try hub.service.takeIn(answer)
    #expect(try hub.store.logLines().map(\.code).contains("ENROL-REFUSED"))
    #expect(throws: ServiceError.codeRefused) {
      try Fieldworker("ana", with: code, at: hub.service)
    }
  }

  @Test func aHubGivesNobodyMoreThanItsOwnAreas() async throws {
    let hub = try await hub(areas: ["S-01"])
    let ana = try Fieldworker(
      "ana", with: office.code(for: "ana", areas: ["S-01", "S-02"]), at: office.service)
    let bea = try Fieldworker(
      "bea", with: office.code(for: "bea", areas: ["S-02"]), at: office.service)
    try await hub.sync(with: office.service)
    let caller = try hub.service.caller(authorization: "Bearer \(ana.token)")
    #expect(caller.areas == ["S-01"])
    await #expect(throws: SyncError.self) { try await bea.sync(with: hub.service) }
  }

  @Test func aHubsCodeEnrolsNoPersonAndAPersonsNoHub() throws {
    let person = try office.code(for: "ana")
    let laptop = try office.service.makeCode(
      for: Author(name: "laptop", role: .supervisor), areas: ["S-01"], isHub: true)
    let replica = ReplicaID(high: 4, low: 4)
    #expect(throws: ServiceError.codeRefused) {
      try office.service.enrol(EnrolRequest(code: laptop.text, replica: replica))
    }
    #expect(throws: ServiceError.codeRefused) {
      try office.service.enrol(EnrolRequest(code: person.text, replica: replica, asHub: true))
    }
  }

  @Test func aDeviceIsNotToldOfEnrolments() async throws {
    let ana = try Fieldworker("ana", with: office.code(for: "ana"), at: office.service)
    let request = SyncRequest(
      replica: try ana.store.replica, chain: Chain(), cursors: [], batch: Batch(),
      enrolments: [],
      redemptions: [Redemption(codeHash: [1], tokenHash: [2], replica: try ana.store.replica)])
    let caller = try office.service.caller(authorization: "Bearer \(ana.token)")
    #expect(try office.service.sync(request, from: caller).enrolments == nil)
  }

  /// The office backs up; a device that only ever meets the hub hears of it there.
  @Test func whatTheOfficeSignedLetsADeviceOfTheHubLetGo() async throws {
    let code = try office.code(for: "ana")
    let hub = try await hub()
    let ana = try Fieldworker("ana", with: code, at: hub.service)
    let id = try ana.collect("Rosa")
    try await ana.sync(with: hub.service)
    #expect(try ana.client.purgeReceived().kept == [id: .noReceipt])
    try await hub.sync(with: office.service)
    try await ana.sync(with: hub.service)
    #expect(try ana.client.purgeReceived().kept == [id: .notBackedUp])

    try office.store.close()
    let copy = TemporaryFolder()
    try FileManager.default.copyItem(atPath: office.folder.path, toPath: copy.path)
    let again = try TestServer(at: office.folder)
    _ = try again.service.recordBackup(copy.path)
    try await hub.sync(with: again.service)
    try await ana.sync(with: hub.service)
    #expect(try ana.client.purgeReceived().purged == [id])
  }

  /// Office, laptop of the coordinator, laptop of the supervisor: whatever the path, the same bytes.
  @Test func aHubMayFollowAHub() async throws {
    let upper = try await hub()
    let lower = try TestHub(of: office, above: upper)
    let code = try office.code(for: "ana")
    try await upper.sync(with: office.service)
    try await lower.sync(with: upper.service)
    let ana = try Fieldworker("ana", with: code, at: lower.service)
    let id = try ana.collect("Rosa")
    try await ana.sync(with: lower.service)
    try await lower.sync(with: upper.service)
    try await upper.sync(with: office.service)
    #expect(try office.store.everything() == ana.store.everything())
    #expect(try await ana.sync(with: office.service).waiting == 0)
    for (hub, above) in [(upper, office.service), (lower, upper.service)] {
      try await hub.sync(with: above)
    }
    try await ana.sync(with: lower.service)
    #expect(try ana.client.purgeReceived().kept == [id: .notBackedUp])
    #expect(try lower.store.redemptions().isEmpty)
  }

  /// What the hub acknowledged and never told is with the device still.
  @Test func aHubThatIsLostTakesNothingWithIt() async throws {
    let ana = try Fieldworker("ana", with: office.code(for: "ana"), at: office.service)
    try await ana.sync(with: office.service)
    let hub = try await hub()
    _ = try ana.collect("Rosa")
    #expect(try await ana.sync(with: hub.service).waiting == 0)
    #expect(try await ana.sync(with: office.service).waiting == 0)
    #expect(try office.store.everything() == ana.store.everything())
  }

  /// Nor with what somebody hands on for others: no log of its own tells him that the office lacks it. He
  /// goes to and fro between both, and it comes between.
  @Test func whatALostHubTookOfAStickIsStillForTheOffice() async throws {
    let ana = try Fieldworker("ana", with: office.code(for: "ana"), at: office.service)
    let eva = try Fieldworker("eva", with: office.code(for: "eva"), at: office.service)
    let hub = try await hub()
    try await eva.sync(with: office.service)
    try await eva.sync(with: hub.service)
    _ = try ana.collect("Rosa")
    let stick = ana.folder.path + ".bundle"
    defer { try? FileManager.default.removeItem(atPath: stick) }
    _ = try ana.client.exportBundle(to: stick)
    _ = try eva.client.importBundle(stick)
    #expect(try await eva.sync(with: hub.service).waiting == 0)
    #expect(try await eva.sync(with: office.service).waiting == 0)
    #expect(try office.store.everything().count == 1)
    #expect(try office.store.everything() == eva.store.everything())
  }

  /// The laptop's disk is put back to last week's: its devices offer again what it lost since.
  @Test(arguments: [true, false])
  func aHubThatIsRestoredIsOfferedAgainWhatItLost(inPlace: Bool) async throws {
    let ana = try Fieldworker("ana", with: office.code(for: "ana"), at: office.service)
    let hub = try await hub()
    _ = try ana.collect("Rosa")
    try await ana.sync(with: hub.service)
    let after = try await putBack(hub, inPlace: inPlace) { before in
      _ = try ana.collect("Eva")
      try await ana.sync(with: before.service)
    }
    #expect(try after.store.everything().count == 1)
    try await ana.sync(with: after.service)
    try await after.sync(with: office.service)
    #expect(try office.store.everything() == ana.store.everything())
    #expect(try office.store.everything().count == 2)
  }

  /// The hub hands on another area's responses and does not follow it, so no cursor tells what it lost.
  @Test func aHubThatForgotWhatNoCursorShowsIsOfferedItAgain() async throws {
    let code = try office.code(for: "ana", areas: ["S-02", "S-01"])
    let ana = try Fieldworker("ana", with: code, at: office.service)
    let hub = try await hub(areas: ["S-01"])
    let after = try await putBack(hub, inPlace: true) { before in
      _ = try ana.collect("Rosa")
      #expect(try await ana.sync(with: before.service).waiting == 0)
    }
    #expect(try after.store.everything().isEmpty)
    try await ana.sync(with: after.service)
    try await after.sync(with: office.service)
    #expect(try office.store.everything() == ana.store.everything())
  }

  /// What a hub handed on for devices that are gone, of an area that neither hub follows: no cursor and
  /// no log of its own tells what the hub above lost, but where its feed ended.
  @Test func aHubOffersAgainWhatItHandedOnForOthers() async throws {
    let upper = try await hub()
    let lower = try TestHub(of: office, above: upper)
    let code = try office.code(for: "ana", areas: ["S-02", "S-01"])
    try await upper.sync(with: office.service)
    try await lower.sync(with: upper.service)
    let ana = try Fieldworker("ana", with: code, at: lower.service)
    _ = try ana.collect("Rosa")
    try await ana.sync(with: lower.service)
    let after = try await putBack(upper, inPlace: true) { before in
      let report = try await lower.sync(with: before.service)
      #expect(report.sent == 1)
      #expect(try lower.store.offeredFeedEnds().map(\.area) == ["S-02"])
    }
    #expect(try after.store.everything().isEmpty)
    #expect(try await lower.sync(with: after.service).sent == 1)
    #expect(try after.store.everything() == ana.store.everything())
    #expect(try await lower.sync(with: after.service).sent == 0)
  }

  /// Without a proof anybody could make a server believe that it lost something.
  @Test func anInventedEndOfAFeedThatIsNotFollowedSaysNothing() async throws {
    let device = try TestDevice(at: office, name: "eva")
    try await device.sync()
    let replica = try office.store.replica
    let epoch = try office.store.epoch
    let ends = ["S-01", "S-02"].map {
      Cursor(
        server: replica, epoch: epoch, area: $0, sequence: 7,
        feedHash: [UInt8](repeating: 1, count: 32))
    }
    let caller = try office.service.caller(authorization: "Bearer \(device.token)")
    var request = SyncRequest(
      replica: try device.store.replica, chain: try device.store.chain(), cursors: [],
      batch: Batch())
    request.feedEnds = [ends[1]]
    #expect(try !office.service.sync(request, from: caller).lostItsPast)
    request.feedEnds = ends
    #expect(try office.service.sync(request, from: caller).lostItsPast)
    #expect(try office.store.replica == replica)
  }

  /// Puts a hub's folder back to what it was before something happened.
  /// - Parameter inPlace: into the same files, as when a whole disk is put back.
  private func putBack(
    _ hub: TestHub, inPlace: Bool, after happening: (TestHub) async throws -> Void
  ) async throws -> TestHub {
    try hub.store.close()
    let copy = TemporaryFolder()
    try FileManager.default.copyItem(atPath: hub.folder.path, toPath: copy.path)
    let before = try TestHub(reopening: hub)
    try await happening(before)
    try before.store.close()
    for name in ["campo.sqlite", "campo.sqlite-wal", "campo.sqlite-shm"] {
      let (from, to) = (copy.path + "/" + name, hub.folder.path + "/" + name)
      let bytes = FileManager.default.contents(atPath: from)
      if inPlace, let bytes, let file = FileHandle(forWritingAtPath: to) {
        try file.truncate(atOffset: 0)
        try file.write(contentsOf: bytes)
        try file.close()
      } else {
        try? FileManager.default.removeItem(atPath: to)
        try bytes?.write(to: URL(filePath: to))
      }
    }
    return try TestHub(reopening: hub)
  }

  @Test func nobodyWorksInAHubsStore() async throws {
    let hub = try await hub()
    #expect(throws: ClientError.hub(store: hub.folder.path)) { try SurveyClient(hub.store) }
  }
}
