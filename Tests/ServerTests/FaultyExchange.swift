import Campo
import CurlTransport
import Foundation
import Replication
import SQLiteStore
import SyncProtocol
import Testing

/// Two devices of one area and a short exchange, in which both sides have something to lose: either
/// device edits an answer in each of two responses, and has a new one.
final class FaultyExchange {
  let site: TestSite
  let ana: SurveyClient
  private let beto: SurveyClient
  private let shared: [RecordID]
  private let area = "S-01"
  /// The bytes of an exchange that nothing befalls.
  private(set) var size = (up: 0, down: 0)
  private var round = 0
  private var responses = 2
  /// What each response of this exchange must show in the end.
  private var expected: [RecordID: [String: String]] = [:]
  private var feedBefore: UInt64 = 0
  /// How far an exchange moves the feed.
  private var moves: UInt64?

  init() async throws {
    site = try TestSite()
    ana = try await site.enrol("ana")
    beto = try await site.enrol("beto")
    shared = try ["Rosa", "Luis"].map { [ana, definition = site.definition] name in
      try ana.collect(definition, ["name": name, "age": "30"])
    }
    for client in [ana, beto, ana] { _ = try await client.sync() }
    let proxy = try FaultProxy(to: site.server.port)
    try await prepare()
    try await sync(over: proxy.url, goingOn: false)
    let passed = proxy.takePassed()
    size = (passed.up.count, passed.down.count)
    try await recover("nothing befell it")
  }

  /// The other device's work lies at the server, and ours waits.
  func prepare() async throws {
    feedBefore = try site.serverStore().feedPosition(in: area).sequence
    round += 1
    expected = [:]
    try write(["name": "Ana \(round)"], to: shared[0], by: ana)
    try write(["age": "\(round % 100)"], to: shared[1], by: ana)
    try write(["age": "\(round % 90)"], to: shared[0], by: beto)
    try write(["name": "Beto \(round)"], to: shared[1], by: beto)
    for client in [ana, beto] {
      let answers = ["name": "\(client.author.name) \(round)", "age": "\(round % 80)"]
      expected[try client.collect(site.definition, answers)] = answers
      responses += 1
    }
    _ = try await beto.sync()
  }

  /// One more answer over what waits.
  func correct() throws {
    round += 1
    try write(["name": "Ana \(round)"], to: shared[0], by: ana)
  }

  private func write(
    _ answers: [String: String], to id: RecordID, by client: SurveyClient
  ) throws {
    let writes = answers.map { name, text in
      (
        key: RegisterKey.answer(AnswerKey(question: "/data/\(name)")),
        value: AnswerValue.text(text)
      )
    }
    try client.store.save(
      writes, to: id, author: client.author, shown: client.store.load(id).record)
    expected[id, default: [:]].merge(answers) { _, new in new }
  }

  /// Our device's synchronization; after a failure it ends, or goes on at once.
  func sync(over url: String, goingOn: Bool) async throws {
    let link = SyncEndpoint(
      server: url, token: try ana.store.setting(.token), settings: TransportSettings())
    var run = SyncRun(
      ana.store, over: link, files: link,
      pause: { _ in if !goingOn { throw CancellationError() } })
    _ = try await run.run()
  }

  /// The fault is over: whatever came of it, nothing is lost, doubled or made up.
  func recover(_ comment: Comment) async throws {
    #expect(try await ana.sync().waiting == 0, comment)
    let server = try site.serverStore()
    for (id, answers) in expected {
      let held = try server.load(id).record
      #expect(try ana.store.load(id).record == held, comment)
      for (name, text) in answers {
        let register = held.registers[.answer(AnswerKey(question: "/data/\(name)"))]
        #expect(register?.map(\.value) == [.text(text)], comment)
      }
    }
    let (own, held) = (try ana.store.summaries(), try server.summaries())
    #expect(own.count == held.count && held.count == responses, comment)
    #expect(held.allSatisfy { $0.conflicts == 0 }, comment)
    let moved = try server.feedPosition(in: area).sequence - feedBefore
    #expect(moved == moves ?? moved, comment)
    moves = moved
  }

  /// In the end both devices hold what the server holds, response by response.
  func finish() async throws {
    _ = try await beto.sync()
    let server = try site.serverStore()
    let held = try server.summaries()
    for client in [ana, beto] {
      #expect(try client.store.summaries().count == held.count)
      for id in held.map(\.id) {
        #expect(try client.store.load(id).record == server.load(id).record)
      }
    }
  }
}
