import Campo
import Foundation
import RecordCoding
import Replication
import SQLiteStore
import SyncProtocol
import SyncService
import Testing

/// Several machines that run copies of one disk: the store of each is put into the same file while
/// it runs, so that neither the machine nor the file tells the copies apart at opening.
final class Twins {
  typealias Image = Data

  let author: Author
  private let folder = TemporaryFolder()
  private let link: ServiceLink
  private var file: String { folder.path + "/campo.sqlite" }
  /// What each machine's disk holds, by name.
  private(set) var images: [String: Image] = [:]

  /// The first machine, by the name "a", enrolled at a server.
  init(at server: TestServer, name: String = "ana") throws {
    author = Author(name: name, role: .enumerator)
    let store = try Store.create(at: folder.path)
    let code = try server.service.makeCode(for: author, areas: ["S-01"])
    let request = EnrolRequest(code: code.text, replica: try store.replica)
    link = ServiceLink(service: server.service, token: try server.service.enrol(request).token)
    try store.close()
    images["a"] = try contents()
  }

  /// Copies a machine's disk; a backup is such a copy.
  func copy(_ name: String, to other: String) { images[other] = images[name] }

  /// Lets a machine run.
  @discardableResult
  func run<Result>(
    _ name: String, _ body: (Store) throws -> Result
  ) throws -> Result {
    let store = try start(name)
    let result = try body(store)
    try store.close()
    images[name] = try contents()
    return result
  }

  @discardableResult
  func sync(_ name: String) async throws -> SyncReport {
    let store = try start(name)
    var run = SyncRun(store, over: link, pause: { _ in })
    let report = try await run.run()
    try store.close()
    images[name] = try contents()
    return report
  }

  private func start(_ name: String) throws -> Store {
    let image = try #require(images[name])
    let handle = try #require(FileHandle(forUpdatingAtPath: file))
    try handle.truncate(atOffset: 0)
    try handle.write(contentsOf: image)
    try handle.close()
    return try Store.open(at: folder.path)
  }

  private func contents() throws -> Data {
    try #require(FileManager.default.contents(atPath: file))
  }
}

extension Store {
  func collect(_ answers: [String: String] = [:], by author: Author) throws -> RecordID {
    let id = try createResponse(definition: "", area: "S-01", author: author)
    try write(answers, to: id, by: author)
    return id
  }

  func write(_ answers: [String: String], to id: RecordID, by author: Author) throws {
    try save(
      answers.map { (answerKey($0.key), .text($0.value)) }, to: id, author: author,
      shown: load(id).record)
  }

  /// The canonical bytes of every record.
  func everything() throws -> [RecordID: [UInt8]] {
    let records = try outgoing(.all, limit: 1000)
    return Dictionary(records.map { ($0.id, $0.bytes) }, uniquingKeysWith: { _, last in last })
  }

  /// All that is said at a question.
  func said(_ question: String, of id: RecordID) throws -> Set<AnswerValue> {
    Set(try seal(id).entries(of: answerKey(question)).map(\.value))
  }

  /// Everything of another store, as a bundle would bring it.
  func takeAll(of records: [OutgoingRecord]) throws {
    try merge(records.map(\.encoded), seals: records.flatMap(\.seals), from: .peer("usb"))
  }
}
