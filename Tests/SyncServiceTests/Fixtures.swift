import Campo
import CurlTransport
import Foundation
import QuestionnaireLanguage
import Replication
import SQLiteStore
import SyncProtocol
import SyncService
import Synchronization

/// A folder of its own that is removed with the test.
final class TemporaryFolder: Sendable {
  let path = NSTemporaryDirectory() + "campo-test-" + UUID().uuidString

  deinit { try? FileManager.default.removeItem(atPath: path) }
}

/// A server without HTTP, and a questionnaire of one required number.
final class TestServer: Sendable {
  let service: SyncService

  static let questionnaire = Array(
    """
    id: edades
    version: "1"
    survey:
      - {type: text, name: name, label: Nombre}
      - {type: integer, name: age, label: Edad, required: "yes", constraint: ". < 120"}
    """.utf8)

  /// The canonical hash of `questionnaire`.
  static func definition() throws -> String {
    try QuestionnaireFile.read(questionnaire, name: "edades.yaml").canonicalHash
  }

  let folder: TemporaryFolder

  /// - Parameter folder: of a server that was closed, to open it again.
  init(
    at folder: TemporaryFolder = TemporaryFolder(), store environment: StoreEnvironment = .system
  ) throws {
    self.folder = folder
    service = SyncService(store: try ServerData.open(at: folder.path, environment: environment))
  }

  /// A server for which no time passes between requests.
  init(standingStill now: WallTime) throws {
    folder = TemporaryFolder()
    var environment = ServiceEnvironment.system
    environment.now = { now }
    service = SyncService(
      store: try ServerData.open(at: folder.path), environment: environment)
  }

  /// A server that checks no more of one exchange than takes so many steps.
  init(checkWork: Int) throws {
    folder = TemporaryFolder()
    var environment = ServiceEnvironment.system
    environment.checkWork = checkWork
    service = SyncService(
      store: try ServerData.open(at: folder.path), environment: environment)
  }

  func link(of device: TestDevice) -> ServiceLink {
    ServiceLink(service: service, token: device.token)
  }

  var store: Store { service.store }

  /// - Returns: how many responses waited for it.
  @discardableResult
  func publish() throws -> Int {
    try service.publish(
      QuestionnaireFile.read(Self.questionnaire, name: "edades.yaml")
    ).rechecked
  }

  /// A server, an enumerator and her supervisor, who have its questionnaire.
  static func team() async throws -> (TestServer, ana: TestDevice, sara: TestDevice) {
    let server = try TestServer()
    try server.publish()
    let ana = try TestDevice(at: server, name: "ana")
    let sara = try TestDevice(at: server, name: "sara", role: .supervisor)
    try await ana.sync()
    try await sara.sync()
    return (server, ana, sara)
  }
}

/// A device with its own store, enrolled at a server in the same process.
final class TestDevice: Sendable {
  let folder = TemporaryFolder()
  let store: Store
  let author: Author
  let area: String
  let token: String
  private let service: SyncService

  init(
    at server: TestServer, name: String, role: Author.Role = .enumerator, area: String = "S-01"
  ) throws {
    author = Author(name: name, role: role)
    self.area = area
    service = server.service
    store = try Store.create(at: folder.path)
    let code = try service.makeCode(for: author, areas: [area])
    token = try service.enrol(EnrolRequest(code: code.text, replica: store.replica)).token
  }

  var link: ServiceLink { ServiceLink(service: service, token: token) }

  /// The way to another server with the questionnaire, at which it is enrolled too.
  func link(to other: TestServer) throws -> ServiceLink {
    try other.publish()
    let code = try other.service.makeCode(for: author, areas: [area])
    let token = try other.service.enrol(
      EnrolRequest(code: code.text, replica: store.replica)
    ).token
    return ServiceLink(service: other.service, token: token)
  }

  @discardableResult
  func sync(over link: (any SyncLink)? = nil) async throws -> SyncReport {
    var run = SyncRun(store, over: link ?? self.link, pause: { _ in })
    return try await run.run()
  }

  /// A response with some answers.
  @discardableResult
  func collect(_ answers: [String: String], definition: String? = nil) throws -> RecordID {
    let id = try store.createResponse(
      definition: definition ?? TestServer.definition(), area: area, author: author)
    try write(answers, to: id)
    return id
  }

  func write(_ answers: [String: String], to id: RecordID) throws {
    try store.save(
      answers.map { (answerKey($0.key), .text($0.value)) }, to: id, author: author,
      shown: store.load(id).record)
  }

  func record(_ id: RecordID) throws -> Record { try store.seal(id) }

  func verdict(on id: RecordID) throws -> Verdict? {
    try store.document(kind: Verdict.documentKind, about: id).map { try Verdict($0) }
  }
}

func answerKey(_ name: String) -> RegisterKey { .answer(AnswerKey(question: "/data/\(name)")) }

/// Asks a service in the same process; every message passes through its bytes.
struct ServiceLink: SyncLink {
  let service: SyncService
  let token: String
  /// Called before the service is asked and before its answer is given; may throw.
  var fault: @Sendable (Moment) throws(SyncError) -> Void = { _ throws(SyncError) in }

  /// Whether asking for a questionnaire is a failure of the test's.
  var refusesDefinitions = false

  enum Moment: Sendable {
    case asking
    /// The service has committed; the answer may still be lost.
    case answering
  }

  var traffic: Traffic { Traffic() }

  func sync(_ request: SyncRequest) async throws(SyncError) -> SyncResponse {
    try fault(.asking)
    let bytes: [UInt8]
    do throws(ServiceError) {
      let caller = try service.caller(authorization: "Bearer \(token)")
      let received: SyncRequest
      do { received = try SyncRequest(decoding: request.encoded()) } catch {
        throw .malformed(error)
      }
      bytes = try service.sync(received, from: caller).encoded()
    } catch {
      throw .refused(error.response, status: error.status)
    }
    try fault(.answering)
    do { return try SyncResponse(decoding: bytes) } catch { throw .answer(error) }
  }

  func definition(_ hash: String) async throws(SyncError) -> DefinitionResponse {
    if refusesDefinitions { throw .transport(.badAddress(url: hash)) }
    do { return try service.definition(hash: hash) } catch {
      throw .refused(error.response, status: error.status)
    }
  }
}

/// A file's bytes as text, byte for byte; empty where there is no file.
func contents(of path: String) throws -> String {
  guard let data = FileManager.default.contents(atPath: path) else { return "" }
  return String(decoding: data, as: Unicode.ASCII.self)
}
