import Campo
import Messages
import Replication
import SQLiteStore
import SyncProtocol
import SyncService
import Synchronization
import Testing

/// A device tells a server that it followed last where it stands in few bytes, and is answered so.
@Suite struct BriefTests {
  private func requests(_ link: WatchingLink) -> [SyncRequest] { link.requests.withLock { $0 } }

  /// A team whose feed holds something, so that its cursors are proved.
  private func team() async throws -> (TestServer, ana: TestDevice, sara: TestDevice) {
    let (server, ana, sara) = try await TestServer.team()
    try ana.collect(["name": "Rosa", "age": "34"])
    try await ana.sync()
    try await sara.sync()
    return (server, ana, sara)
  }

  @Test func nothingToDoTakesFewBytes() async throws {
    let (_, ana, sara) = try await team()
    for device in [ana, sara] {
      let before = try device.store.cursors()
      let link = WatchingLink(device.link)
      let report = try await device.sync(over: link)
      #expect(report.exchanges == 1 && report.received == 0)
      #expect(requests(link).map { $0.encoded().count < 50 } == [true])
      #expect(link.answers.withLock { $0.map { $0.encoded().count } } == [2])
      #expect(try device.store.cursors() == before)
    }
  }

  @Test func whatIsHandedOverAndHandedOnArrives() async throws {
    let (server, ana, sara) = try await team()
    let id = try ana.collect(["name": "Luis", "age": "20"])
    let link = WatchingLink(ana.link)
    #expect(try await ana.sync(over: link).waiting == 0)
    #expect(requests(link).allSatisfy { $0.standing != nil })
    #expect(link.answers.withLock { $0.allSatisfy(\.isBrief) })
    #expect(try ana.store.cursors()[0].sequence == server.store.feedPosition(in: "S-01").sequence)
    let taking = WatchingLink(sara.link)
    #expect(try await sara.sync(over: taking).received == 1)
    #expect(requests(taking).allSatisfy { $0.standing != nil })
    #expect(try sara.record(id) == server.store.load(id).record)
    #expect(try ana.store.cursors() == sara.store.cursors())
  }

  @Test func aServerThatStandsSomewhereElseIsToldTheWhole() async throws {
    let (_, ana, _) = try await team()
    for spoil: @Sendable (inout Standing) -> Void in [
      { $0.places[0].proof[0] ^= 1 }, { $0.places[0].sequence += 1 }, { $0.places = [] },
      { $0.places += $0.places }, { $0.chain.hash[7] ^= 1 }, { $0.chain.revision += 1 },
      { $0.places = [Standing.Place(sequence: 0, proof: [])] },
    ] {
      let link = WatchingLink(
        ana.link,
        understanding: { (request) throws(SyncError) in
          if request.standing != nil { spoil(&request.standing!) }
        })
      let report = try await ana.sync(over: link)
      #expect(report.exchanges == 1)
      #expect(requests(link).map { $0.standing != nil } == [true, false])
    }
  }

  @Test func anotherServerIsToldTheWhole() async throws {
    let (_, ana, _) = try await team()
    let link = WatchingLink(try ana.link(to: TestServer()))
    let report = try await ana.sync(over: link)
    #expect(report.sent == 1 && report.waiting == 0)
    #expect(requests(link).first?.standing != nil && requests(link).last?.standing == nil)
  }

  @Test func anOlderServerIsToldTheWholeFromThenOn() async throws {
    let (_, ana, _) = try await team()
    // It misses what a brief request leaves out, and announces nothing.
    let older: @Sendable (inout SyncRequest) throws(SyncError) -> Void = {
      (request) throws(SyncError) in
      if request.standing != nil {
        let missing = WireError.missing(field: "replica")
        throw .refused(ErrorResponse(code: missing.code, message: missing.message), status: 400)
      }
      request.readsBrief = false
    }
    let first = WatchingLink(ana.link, understanding: older)
    #expect(try await ana.sync(over: first).exchanges == 1)
    let second = WatchingLink(ana.link)
    try await ana.sync(over: second)
    #expect(requests(second).map { $0.standing != nil } == [false])
    #expect(second.answers.withLock { $0.map(\.readsStanding) } == [true])
  }

  @Test func anOlderDeviceIsAnsweredInFull() async throws {
    let (server, ana, _) = try await team()
    let request = SyncRequest(
      replica: try ana.store.replica, chain: try ana.store.chain(),
      cursors: try ana.store.cursors(), batch: Batch())
    let answer = try await ana.link.sync(request)
    #expect(try answer.server == server.store.replica)
    #expect(try !answer.isBrief && !answer.readsStanding && answer.cursors == ana.store.cursors())
  }

  @Test func aBriefAnswerThatNobodyAskedForIsRefused() async throws {
    let (_, ana, _) = try await TestServer.team()
    try ana.collect(["name": "Rosa", "age": "34"])
    let link = WatchingLink(ana.link, spoiling: { $0.isBrief = true })
    await #expect { try await ana.sync(over: link) } throws: {
      ($0 as? SyncError)?.code == "SYNC-MISSING"
    }
    #expect(try ana.store.unacknowledgedCount() == 1)
  }

  @Test func aPlaceInAnAreaThatNobodyFollowsIsRefused() async throws {
    let (_, ana, _) = try await team()
    let before = try ana.store.cursors()
    let link = WatchingLink(
      ana.link, spoiling: { $0.places = [FeedPlace(area: 1, sequence: 9, feedHash: [1])] })
    await #expect { try await ana.sync(over: link) } throws: {
      ($0 as? SyncError)?.code == "SYNC-INVALID"
    }
    #expect(try ana.store.cursors() == before)
  }

  @Test func aDeviceThatWritesAsAnotherSaysTheWhole() async throws {
    let (_, ana, _) = try await team()
    try ana.store.renewIdentity(reason: Message(es: "prueba", en: "test"))
    let link = WatchingLink(ana.link)
    try await ana.sync(over: link)
    #expect(requests(link).map { $0.standing != nil } == [true, false])
    let renewed = try ana.store.replica
    #expect(requests(link).last?.replica == renewed)
  }
}
