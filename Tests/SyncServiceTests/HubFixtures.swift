import Campo
import Foundation
import Hub
import Replication
import SQLiteStore
import SyncProtocol
import SyncService

/// A hub without HTTP, enrolled at a server or at another hub.
final class TestHub: Sendable {
  let folder: TemporaryFolder
  let hub: Hub
  private let token: String

  var service: SyncService { hub.service }
  var store: Store { service.store }

  /// - Parameters:
  ///   - office: the root, which gives the code.
  ///   - above: where the hub is enrolled and syncs to; the root where nil.
  init(of office: TestServer, above: TestHub? = nil, areas: [String] = ["S-01"]) throws {
    folder = TemporaryFolder()
    let store = try ServerData.open(at: folder.path)
    let code = try office.service.makeCode(
      for: Author(name: "laptop", role: .supervisor), areas: areas, isHub: true)
    if let above { try above.learnEnrolments(of: office.service) }
    let enrolled = try (above?.service ?? office.service).enrol(
      EnrolRequest(code: code.text, replica: store.replica, asHub: true))
    try Hub.keep(enrolled, in: store)
    token = enrolled.token
    hub = Hub(SyncService(store: store))
  }

  /// Opens the folder of a hub that was closed.
  init(reopening other: TestHub) throws {
    folder = other.folder
    token = other.token
    hub = Hub(SyncService(store: try ServerData.open(at: folder.path)))
  }

  /// Syncs with a server or hub above.
  @discardableResult
  func sync(with service: SyncService) async throws -> SyncReport {
    let link = link(to: service)
    return try await hub.sync(over: link, files: link, pause: { _ in })
  }

  /// The way to a server or hub above.
  func link(to service: SyncService) -> ServiceLink {
    ServiceLink(service: service, token: token)
  }

  /// The enrolments alone, as an exchange with the server above brings them.
  func learnEnrolments(of above: SyncService) throws {
    var request = SyncRequest(
      replica: try store.replica, chain: Chain(), cursors: [], batch: Batch())
    try service.complete(&request)
    let caller = try above.caller(authorization: "Bearer \(token)")
    try service.takeIn(above.sync(request, from: caller))
  }
}

/// A person's device, which goes now to a hub and now to the server.
final class Fieldworker: Sendable {
  let folder = TemporaryFolder()
  let client: SurveyClient
  let token: String

  var store: Store { client.store }

  /// Enrols with a code, wherever that is brought.
  /// - Parameter tellsKey: whether it tells at once what its bundles are checked by.
  init(
    _ name: String, with code: EnrolmentCode, at service: SyncService, tellsKey: Bool = false
  ) throws {
    let store = try Store.create(at: folder.path)
    let enrolled = try service.enrol(
      EnrolRequest(
        code: code.text, replica: store.replica,
        signingKey: tellsKey ? store.bundleSigner().publicKey : []))
    let root = enrolled.root ?? RootHistory(server: enrolled.server, epoch: enrolled.epoch)
    let digits = enrolled.receiptKey.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }
    try store.set([
      .authorName: enrolled.author.name, .authorRole: enrolled.author.role.name,
      .areas: enrolled.areas.joined(separator: "\n"), .receiptKey: digits.joined(),
      .receiptRoot: root.setting,
    ])
    client = try SurveyClient(store)
    token = enrolled.token
  }

  @discardableResult
  func sync(with service: SyncService, fetchingFiles: Bool = false) async throws -> SyncReport {
    let link = ServiceLink(service: service, token: token)
    var run = SyncRun(
      store, over: link, files: link, fetchesFiles: fetchingFiles, pause: { _ in })
    return try await run.run()
  }

  /// Answers with a file of these bytes.
  func attach(_ bytes: [UInt8], to id: RecordID) throws -> AttachmentDigest {
    let path = folder.path + "/casa.jpg"
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    let kept = try client.keepFile(at: path)
    try store.save(
      [(answerKey("photo"), .attachment(kept))], to: id, author: client.author,
      shown: store.load(id).record)
    guard let digest = AttachmentDigest(kept) else { preconditionFailure("a digest was kept") }
    return digest
  }

  /// A finished response.
  func collect(_ name: String) throws -> RecordID {
    let id = try store.createResponse(
      definition: TestServer.definition(), area: client.areas[0], author: client.author)
    try write(["name": name, "age": "34"], to: id)
    try store.save(
      [(.field(RegisterKey.Field.finished), .text("true"))], to: id, author: client.author,
      shown: store.load(id).record)
    return id
  }

  func write(_ answers: [String: String], to id: RecordID) throws {
    try store.save(
      answers.map { (answerKey($0.key), .text($0.value)) }, to: id, author: client.author,
      shown: store.load(id).record)
  }
}

extension TestServer {
  func code(for name: String, areas: [String] = ["S-01"]) throws -> EnrolmentCode {
    try service.makeCode(for: Author(name: name, role: .enumerator), areas: areas)
  }
}
