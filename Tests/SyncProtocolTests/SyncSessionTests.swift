import Replication
import SyncProtocol
import Testing

private func response(acknowledging records: [EncodedRecord], hasMore: Bool = false) -> SyncResponse
{
  SyncResponse(
    server: deviceB, epoch: 1,
    receipts: records.map { Receipt(record: $0.id, digest: [], context: VersionVector()) },
    hasMore: hasMore)
}

private let two = [record(1).encoded, record(2).encoded]

@Test func oneExchangeIsEnoughWhenNothingWaits() {
  var session = SyncSession()
  #expect(session.start() == .exchange(batchBytes: 256 << 10))
  #expect(session.answered(sent: [], response(acknowledging: []), moreWaits: false) == .finish)
}

@Test func sessionGoesOnWhileEitherSideHasMore() {
  var session = SyncSession()
  _ = session.start()
  #expect(
    session.answered(sent: two, response(acknowledging: two), moreWaits: true)
      == .exchange(batchBytes: 512 << 10))
  #expect(
    session.answered(sent: [], response(acknowledging: [], hasMore: true), moreWaits: false)
      == .exchange(batchBytes: 1 << 20))
  #expect(session.answered(sent: [], response(acknowledging: []), moreWaits: false) == .finish)
}

@Test func batchIsHalvedWhenTooMuchWithinItsBounds() {
  var policy = SyncPolicy()
  policy.attempts = 100
  var session = SyncSession(policy)
  #expect(
    session.failed(.tooMuch, random: 0) == .wait(milliseconds: 0, batchBytes: 128 << 10))
  for _ in 0..<20 { _ = session.failed(.tooMuch, random: 0) }
  #expect(session.batchBytes == policy.leastBatchBytes)
  for _ in 0..<20 {
    _ = session.answered(sent: two, response(acknowledging: two), moreWaits: true)
  }
  #expect(session.batchBytes == policy.mostBatchBytes)
}

@Test func delayDoublesWithJitterUpToItsBound() {
  var policy = SyncPolicy()
  policy.attempts = 100
  var session = SyncSession(policy)
  let delays = (0..<10).map { _ in
    if case .wait(let milliseconds, _) = session.failed(.temporary, random: 0.5) {
      milliseconds
    } else {
      -1
    }
  }
  #expect(delays == [250, 500, 1_000, 2_000, 4_000, 8_000, 15_000, 15_000, 15_000, 15_000])
  #expect(session.failed(.temporary, random: 0) == .wait(milliseconds: 0, batchBytes: 256 << 10))
}

@Test func lastingFailureEndsAtOnceAndTemporaryOnesAfterSomeAttempts() {
  var session = SyncSession()
  #expect(session.failed(.lasting, random: 0.5) == .giveUp)
  session = SyncSession()
  for _ in 1..<5 { #expect(session.failed(.temporary, random: 0.5) != .giveUp) }
  #expect(session.failed(.temporary, random: 0.5) == .giveUp)
}

@Test func aServerThatAsksToBeLeftAloneIsLeftAloneForSoLong() {
  var session = SyncSession()
  #expect(
    session.failed(.asked(toWaitMilliseconds: 7_000), random: 0)
      == .wait(milliseconds: 7_000, batchBytes: 256 << 10))
  #expect(
    session.failed(.asked(toWaitMilliseconds: 7_000), random: 0.5)
      == .wait(milliseconds: 7_500, batchBytes: 256 << 10))
  #expect(session.failed(.asked(toWaitMilliseconds: 120_001), random: 0) == .giveUp)
}

@Test func successForgetsEarlierFailures() {
  var session = SyncSession()
  for _ in 1..<5 { _ = session.failed(.temporary, random: 0.5) }
  _ = session.answered(sent: two, response(acknowledging: two), moreWaits: true)
  #expect(session.failed(.temporary, random: 0) != .giveUp)
}

@Test func serverThatAcknowledgesNothingStopsTheSession() {
  var session = SyncSession()
  #expect(
    session.answered(sent: two, response(acknowledging: []), moreWaits: true)
      == .stop(unacknowledged: two.map(\.id)))
  #expect(
    session.answered(sent: two, response(acknowledging: [two[0]]), moreWaits: true)
      == .exchange(batchBytes: 1 << 20))
}
