import CurlTransport
import Messages
import Replication
import SQLiteStore
import SyncProtocol
import Synchronization
import Testing

@testable import Campo
@testable import SyncService

private func at(_ milliseconds: Int64) -> WallTime { WallTime(milliseconds: milliseconds) }

/// How often one may ask, and what is said to who asks too often.
@Suite struct RateLimitTests {
  @Test func soOftenAtOnceAndAgainAsTimePasses() {
    var limit = RateLimit<String>(60)
    for _ in 0..<60 {
      #expect(limit.waitMilliseconds("a", at: at(5)) == nil)
      limit.note("a", at: at(5))
    }
    #expect(limit.waitMilliseconds("a", at: at(5)) == 1_000)
    #expect(limit.waitMilliseconds("a", at: at(505)) == 500)
    #expect(limit.waitMilliseconds("b", at: at(5)) == nil)
    #expect(limit.waitMilliseconds("a", at: at(1_005)) == nil)
    limit.note("a", at: at(1_005))
    #expect(limit.waitMilliseconds("a", at: at(1_005)) == 1_000)
    for _ in 0..<60 { limit.note("a", at: at(200_000)) }
    #expect(limit.waitMilliseconds("a", at: at(200_000)) == 1_000)
  }

  @Test func aClockThatWasSetBackLocksNobodyOut() {
    var limit = RateLimit<String>(60)
    for _ in 0..<60 { limit.note("a", at: at(1_000_000)) }
    #expect(limit.waitMilliseconds("a", at: at(1_000)) == nil)
    limit.note("a", at: at(1_000))
    #expect(limit.waitMilliseconds("a", at: at(1_000)) == nil)
  }

  /// However many addresses somebody has, they take no more room than these.
  @Test func keysAreBounded() {
    var limit = RateLimit<Int>(1)
    for key in 0..<2 * ServiceLimits.rateKeys { limit.note(key, at: at(0)) }
    #expect(limit.keyCount <= ServiceLimits.rateKeys)
    // Those whose allowance is whole again go first.
    limit = RateLimit<Int>(1)
    for key in 1..<ServiceLimits.rateKeys { limit.note(key, at: at(0)) }
    limit.note(-1, at: at(59_999))
    limit.note(-2, at: at(60_000))
    #expect(limit.waitMilliseconds(-1, at: at(60_000)) != nil)
  }

  @Test func guessingTokensIsStopped() throws {
    let server = try TestServer(standingStill: WallTime(milliseconds: Int64(1) << 50))
    let ana = try TestDevice(at: server, name: "ana")
    let (guesser, neighbour) = (Peer(address: "203.0.113.5"), Peer(address: "203.0.113.6"))
    func refusal(_ peer: Peer) -> ServiceError? {
      do throws(ServiceError) {
        _ = try server.service.caller(authorization: "Bearer 00", from: peer)
        return nil
      } catch {
        return error
      }
    }
    for _ in 0..<ServiceLimits.wrongTokens { #expect(refusal(guesser) == .tokenRefused) }
    let refused = try #require(refusal(guesser))
    #expect(refused.code == "AUTH-ATTEMPTS" && refused.status == 429)
    #expect(refused.retryAfterSeconds == 1)
    #expect(refusal(neighbour) == .tokenRefused)
    // A good one is no guess, wherever it comes from.
    let caller = try server.service.caller(authorization: "Bearer \(ana.token)", from: guesser)
    #expect(caller.author.name == "ana")
    #expect(refusal(guesser)?.status == 429)
  }

  /// And nobody else, not behind the same address either.
  @Test func anEnrolmentThatAsksWithoutEndIsHeldBack() throws {
    let server = try TestServer(standingStill: WallTime(milliseconds: Int64(1) << 50))
    let home = Peer(address: "10.0.0.1")
    let (ana, beto) = (
      try TestDevice(at: server, name: "ana"), try TestDevice(at: server, name: "beto")
    )
    func ask(_ device: TestDevice) throws(ServiceError) {
      _ = try server.service.caller(authorization: "Bearer \(device.token)", from: home)
    }
    for _ in 0..<ServiceLimits.requests { try ask(ana) }
    var refused: ServiceError?
    do throws(ServiceError) { try ask(ana) } catch { refused = error }
    #expect(refused?.code == "AUTH-REQUESTS" && refused?.retryAfterSeconds == 1)
    try ask(beto)
  }

  @Test func aDeviceThatIsAskedToWaitWaitsAndGoesOn() async throws {
    let server = try TestServer()
    try server.publish()
    let ana = try TestDevice(at: server, name: "ana")
    try await ana.sync()
    try ana.collect(["name": "Rosa", "age": "34"])
    let refusal = ServiceError.tooManyRequests(waitSeconds: 7)
    let asked = Mutex(0)
    let link = WatchingLink(
      ana.link,
      understanding: { (_) throws(SyncError) in
        let times = asked.withLock { count in
          count += 1
          return count
        }
        if times == 1 { throw .asksToWait(seconds: 7, refusal.response) }
      })
    let waited = Mutex<[Int]>([])
    var run = SyncRun(
      ana.store, over: link, pause: { milliseconds in waited.withLock { $0.append(milliseconds) } })
    #expect(try await run.run().waiting == 0)
    #expect(waited.withLock { $0.count == 1 && (7_000...7_500).contains($0[0]) })
    #expect(try server.store.summaries().count == 1)
  }

  @Test func whatTheServerSaysIsSaidInItsWords() {
    let response = ServiceError.tooManyRequests(waitSeconds: 7).response
    let error = SyncError.asksToWait(seconds: 7, response)
    #expect(error.code == "AUTH-REQUESTS" && error.message == response.message)
    #expect(response.message.english.contains("7 s"))
    #expect(SyncError.asksToWait(seconds: 7, nil).code == "SYNC-WAIT")
  }
}
