import Campo
import Hub
import Replication
import SQLiteStore
import SyncProtocol
import SyncService
import Synchronization
import Testing

/// How a folder becomes a hub's, and a hub one again.
@Suite struct HubEnrolmentTests {
  private let office: TestServer
  private let folder = TemporaryFolder()

  init() throws {
    office = try TestServer()
    try office.publish()
  }

  private func code(_ server: TestServer) throws -> String {
    try server.service.makeCode(
      for: Author(name: "laptop", role: .supervisor), areas: ["S-01"], isHub: true
    ).text
  }

  /// - Returns: what it was told of, where it went on with what it had.
  @discardableResult
  private func enrol(
    _ store: Store, at server: TestServer, _ code: String?,
    spoiling: (inout EnrolResponse) -> Void = { _ in }
  ) async throws -> HubError? {
    var told: HubError?
    try await Hub.enrol(
      store, at: "http://x", code: code, over: NetworkSettings(), kept: { told = $0 },
      ask: { (request) throws(SyncError) in
        do throws(ServiceError) {
          var answer = try server.service.enrol(request)
          spoiling(&answer)
          return answer
        } catch {
          throw .refused(error.response, status: error.status)
        }
      })
    return told
  }

  private func caller(of store: Store) throws -> Caller {
    let token = try #require(try store.setting(.token))
    return try office.service.caller(authorization: "Bearer \(token)")
  }

  @Test func withoutACodeAFolderBecomesNoHub() async throws {
    let store = try ServerData.open(at: folder.path)
    await #expect(throws: HubError.codeMissing) { try await enrol(store, at: office, nil) }
    #expect(HubError.codeMissing.code == "HUB-CODE")
    #expect(try !store.isHub)
    #expect(throws: HubError.codeMissing) { try Hub(SyncService(store: store)).link() }
  }

  /// Of an older version: it passes over that a hub asks, and enrols a person; or it signs nothing.
  @Test func aServerThatKnowsNoHubsIsToldFromOneThatDoes() async throws {
    let store = try ServerData.open(at: folder.path)
    let spoils: [(inout EnrolResponse) -> Void] = [{ $0.isHub = false }, { $0.receiptKey = [] }]
    for spoil in spoils {
      await #expect(throws: HubError.notForHubs(server: "http://x")) {
        try await enrol(store, at: office, code(office), spoiling: spoil)
      }
    }
    #expect(HubError.notForHubs(server: "").code == "HUB-UPSTREAM")
    #expect(try !store.isHub)
  }

  @Test func aHubWhoseTokenIsVoidIsEnrolledAgainWithAnotherCode() async throws {
    let store = try ServerData.open(at: folder.path)
    let first = try code(office)
    try await enrol(store, at: office, first)
    let number = try #require(try caller(of: store).enrolment)
    try office.store.revoke(enrolment: number)
    #expect(throws: ServiceError.tokenRefused) { try caller(of: store) }
    // The code that it has brought already says nothing new: a service is started so each day.
    #expect(try await enrol(store, at: office, first) == nil)
    #expect(try await enrol(store, at: office, nil) == nil)
    #expect(throws: ServiceError.tokenRefused) { try caller(of: store) }
    let replica = try store.replica
    #expect(try await enrol(store, at: office, code(office)) == nil)
    #expect(try caller(of: store).isHub)
    #expect(try store.replica == replica)
  }

  @Test func aCodeThatDoesNotServeIsToldAndTheHubGoesOn() async throws {
    let store = try ServerData.open(at: folder.path)
    try await enrol(store, at: office, code(office))
    let token = try store.setting(.token)
    #expect(try await enrol(store, at: office, "00000-00000")?.code == "ENROL-CODE")
    #expect(try await enrol(store, at: office, "tal vez")?.code == "ENROL-CODE")
    let other = try TestServer()
    #expect(try await enrol(store, at: other, code(other)) == .otherOffice(server: "http://x"))
    #expect(HubError.otherOffice(server: "").code == "HUB-OTHER")
    #expect(try store.setting(.token) == token)
    #expect(try store.setting(.server) == "http://x")
    #expect(try caller(of: store).isHub)
  }

  /// A survey of years has more enrolments than a list tells.
  @Test func ofTooManyEnrolmentsAHubHearsOfThoseMadeLast() throws {
    let hub = try TestHub(of: office)
    let early = try office.code(for: "ana")
    try office.store.inOneTransaction { () throws(StoreError) in
      for number in 0..<SyncLimits.enrolments {
        try office.store.enrol(
          Author(name: "e\(number)", role: .enumerator), areas: ["S-01"],
          codeHash: [1, UInt8(number >> 8), UInt8(number & 255)],
          codeExpires: WallTime(milliseconds: .max))
      }
    }
    let last = try office.code(for: "beto")
    try hub.learnEnrolments(of: office.service)
    #expect(throws: ServiceError.codeRefused) {
      try Fieldworker("ana", with: early, at: hub.service)
    }
    #expect(try Fieldworker("beto", with: last, at: hub.service).client.author.name == "beto")
  }
}
