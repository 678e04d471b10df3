import Campo
import Messages
import QuestionnaireLanguage
import Replication
import SQLiteStore
import SyncProtocol
import SyncService
import Synchronization
import Testing

/// What the server found travels as code and place where the device can word it itself.
@Suite struct VerdictWordingTests {
  private let old = ["name": "Luis", "age": "340"]

  private func firstAnswer(_ link: WatchingLink) throws -> SyncResponse {
    try #require(link.answers.withLock { $0.first })
  }

  @Test func aViolationTravelsWithoutItsSentencesAndIsStoredWithThem() async throws {
    let (server, ana, _) = try await TestServer.team()
    let id = try ana.collect(old)
    let missing = try ana.collect(["name": "Luz"])
    let fine = try ana.collect(["name": "Rosa", "age": "34"])
    let link = WatchingLink(ana.link)
    #expect(try await ana.sync(over: link).invalid == 2)
    let answer = try firstAnswer(link)
    #expect(answer.receipts.isEmpty && answer.verdicts.isEmpty)
    #expect(answer.plain.found.count == 2)
    #expect(answer.plain.found.allSatisfy { $0.violations.allSatisfy(\.isUnworded) })
    for record in [id, missing, fine] {
      let told = try #require(try ana.verdict(on: record))
      #expect(try told == server.service.verdict(on: record))
      #expect(told.violations.allSatisfy { !$0.message.spanish.isEmpty })
    }
    #expect(try ana.store.unacknowledgedCount() == 0)
  }

  @Test func othersVerdictsAreWordedToo() async throws {
    let (server, ana, sara) = try await TestServer.team()
    let id = try ana.collect(old)
    try await ana.sync()
    let link = WatchingLink(sara.link)
    try await sara.sync(over: link)
    #expect(try firstAnswer(link).verdicts.map { $0.violations.map(\.isUnworded) } == [[true]])
    #expect(try sara.verdict(on: id) == server.service.verdict(on: id))
  }

  @Test func aMergedStateIsWordedByWhatItBecame() async throws {
    let (server, ana, sara) = try await TestServer.team()
    let id = try ana.collect(["name": "Luis", "age": "34"])
    try await ana.sync()
    try await sara.sync()
    try sara.write(["age": "340"], to: id)
    try await sara.sync()
    try ana.write(["name": "otra"], to: id)
    try await ana.sync()
    #expect(try ana.verdict(on: id)?.state == .invalid)
    #expect(try ana.verdict(on: id) == server.service.verdict(on: id))
  }

  @Test func anOlderDeviceHearsTheSentences() async throws {
    let (server, ana, sara) = try await TestServer.team()
    let id = try ana.collect(old)
    let older: @Sendable (inout SyncRequest) throws(SyncError) -> Void = {
      (request) throws(SyncError) in
      request.wordsVerdicts = false
      request.readsPlain = false
    }
    for device in [ana, sara] {
      let link = WatchingLink(device.link, understanding: older)
      try await device.sync(over: link)
      let verdict = try #require(try firstAnswer(link).verdicts.first)
      #expect(try verdict == server.service.verdict(on: id))
    }
  }

  @Test func whoLacksTheQuestionnaireHearsTheSentences() async throws {
    let server = try TestServer()
    try server.publish()
    let ana = try TestDevice(at: server, name: "ana")
    let id = try ana.collect(old)
    // It asks before it was ever told of the questionnaire.
    let link = WatchingLink(ana.link)
    try await ana.sync(over: link)
    let found = try #require(try firstAnswer(link).plain.found.first)
    #expect(try found.violations == server.service.verdict(on: id)?.violations)
    #expect(try ana.verdict(on: id) == server.service.verdict(on: id))
  }

  @Test func whatThisEngineDoesNotFindIsSaidInGeneral() async throws {
    let (_, ana, _) = try await TestServer.team()
    let id = try ana.collect(old)
    let link = WatchingLink(
      ana.link, spoiling: { $0.plain.found[0].violations[0].code = "novelty" })
    try await ana.sync(over: link)
    let message = try #require(try ana.verdict(on: id)?.violations.first?.message)
    for text in [message.spanish, message.english] {
      #expect(text.contains("novelty") && text.contains("/data/age"))
    }
  }

  @Test func aVerdictOnNothingThatWasToldIsRefused() async throws {
    let (_, ana, _) = try await TestServer.team()
    for place in [0, 1, 9] as [UInt64] {
      try ana.collect(old)
      let waiting = try ana.store.unacknowledgedCount()
      let link = WatchingLink(
        ana.link,
        spoiling: {
          if place == 0 { $0.plain.bits = [] } else { $0.plain.found[0].place = place + 8 }
        })
      await #expect { try await ana.sync(over: link) } throws: {
        ($0 as? SyncError)?.code == "SYNC-INVALID"
      }
      #expect(try ana.store.unacknowledgedCount() == waiting)
    }
  }
}
