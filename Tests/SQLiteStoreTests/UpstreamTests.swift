import Replication
import SQLiteStore
import SyncProtocol
import Testing

/// Whose receipts a store holds.
@Suite struct UpstreamTests {
  private let folder = TemporaryFolder()
  private let store: Store
  private let id: RecordID
  private let first = UpstreamHistory(server: ReplicaID(high: 5, low: 5), epoch: 1)
  private let restored = UpstreamHistory(server: ReplicaID(high: 6, low: 6), epoch: 2)

  init() throws {
    store = try Store.create(at: folder.path, environment: TestWorld(seed: 3).environment)
    id = try store.createResponse(definition: definition, area: "a", author: ana)
    try store.answer(id, "/data/name", "Rosa")
  }

  private func acknowledge() throws {
    let context = try store.seal(id).context
    try store.acknowledge([Receipt(record: id, digest: [], context: context)])
    #expect(try store.unacknowledgedCount() == 0)
  }

  @Test func whatAnotherHistoryAcknowledgedIsOfferedAgainOnce() throws {
    #expect(try !store.follow(first, lostItsPast: false))
    try acknowledge()
    #expect(try !store.follow(first, lostItsPast: false))
    #expect(try store.unacknowledgedCount() == 0)
    #expect(try store.follow(restored, lostItsPast: false))
    #expect(try store.unacknowledgedCount() == 1)
    try acknowledge()
    #expect(try !store.follow(restored, lostItsPast: false))
    #expect(try store.follow(restored, lostItsPast: true))
    #expect(try store.unacknowledgedCount() == 1)
  }

  /// Receipts are on the disk before cursors are, and a device may follow no area, or another one.
  @Test func noCursorIsNeededToTell() throws {
    _ = try store.follow(first, lostItsPast: false)
    try acknowledge()
    #expect(try store.cursors().isEmpty)
    #expect(try store.follow(restored, lostItsPast: false))
    #expect(try store.unacknowledgedCount() == 1)
  }

  /// As an earlier version left them.
  @Test func receiptsOfUnknownOriginCountOnlyWithCursorsOfTheSameHistory() throws {
    try acknowledge()
    #expect(try store.follow(first, lostItsPast: false))
    #expect(try store.unacknowledgedCount() == 1)
  }

  @Test func receiptsBesideCursorsOfTheSameHistoryStay() throws {
    try store.put([
      Cursor(
        server: first.server, epoch: first.epoch, area: "a", sequence: 1, feedHash: [1])
    ])
    try acknowledge()
    #expect(try !store.follow(first, lostItsPast: false))
    #expect(try store.unacknowledgedCount() == 0)
  }

  /// Receipts of an area that is not followed, and those that a cut left without cursors.
  @Test func endsOfFeedsStandBesideReceiptsUntilACursorIsAsFar() throws {
    _ = try store.follow(first, lostItsPast: false)
    let receipt = Receipt(record: id, digest: [], context: try store.seal(id).context)
    var elsewhere = cursor(of: first, 9)
    elsewhere.area = "b"
    try store.acknowledge([], at: [cursor(of: first, 3)])
    #expect(try store.offeredFeedEnds() == [])
    try store.acknowledge([receipt], at: [cursor(of: first, 4), elsewhere])
    try store.acknowledge([receipt], at: [cursor(of: first, 2)])
    #expect(try store.offeredFeedEnds() == [cursor(of: first, 4), elsewhere])
    try store.put([cursor(of: first, 3), cursor(of: restored, 8)])
    #expect(try store.offeredFeedEnds() == [cursor(of: first, 4), elsewhere])
    try store.put([cursor(of: first, 4)])
    #expect(try store.offeredFeedEnds() == [elsewhere])

    #expect(try store.follow(restored, lostItsPast: false))
    try store.acknowledge([receipt], at: [cursor(of: restored, 1)])
    #expect(try store.offeredFeedEnds() == [cursor(of: restored, 1), elsewhere])
    #expect(try store.follow(restored, lostItsPast: true))
    #expect(try store.offeredFeedEnds() == [elsewhere])
    #expect(try !store.follow(first, lostItsPast: false))
    #expect(try store.follow(first, lostItsPast: true))
    #expect(try store.offeredFeedEnds() == [])
  }

  /// They go with the receipts of an upstream that is forgotten.
  @Test func endsOfFeedsOfAForgottenUpstreamAreForgotten() throws {
    let receipt = Receipt(record: id, digest: [], context: try store.seal(id).context)
    for number in 0..<UInt64(11) {
      let upstream = UpstreamHistory(server: ReplicaID(high: 9, low: number), epoch: 1)
      _ = try store.follow(upstream, lostItsPast: false)
      try store.acknowledge([receipt], at: [cursor(of: upstream, 1)])
    }
    #expect(try store.offeredFeedEnds().count == 1 + 8)
  }

  /// A device goes now to a hub, now to the server behind it.
  @Test func whatAnUpstreamAcknowledgedCountsAgainWhenItIsFollowedAgain() throws {
    _ = try store.follow(first, lostItsPast: false)
    try store.put([cursor(of: first, 4)])
    try acknowledge()
    #expect(try store.follow(restored, lostItsPast: false))
    try store.put([cursor(of: restored, 7)])
    #expect(try store.unacknowledgedCount() == 1)
    #expect(try Set(store.offeredCursors()) == [cursor(of: first, 4), cursor(of: restored, 7)])
    try acknowledge()
    #expect(try !store.follow(first, lostItsPast: false))
    #expect(try store.unacknowledgedCount() == 0)
    #expect(try store.cursors() == [cursor(of: first, 4)])
    #expect(try store.offeredCursors().first == cursor(of: first, 4))
  }

  @Test func whatWasWrittenMeanwhileIsOfferedToEachUpstream() throws {
    _ = try store.follow(first, lostItsPast: false)
    try acknowledge()
    _ = try store.follow(restored, lostItsPast: false)
    try store.answer(id, "/data/name", "Rosa María")
    try acknowledge()
    #expect(try !store.follow(first, lostItsPast: false))
    #expect(try store.unacknowledgedCount() == 1)
    try acknowledge()
    #expect(try !store.follow(restored, lostItsPast: false))
    #expect(try store.unacknowledgedCount() == 0)
  }

  @Test func whatALostHistoryAcknowledgedStaysForgotten() throws {
    _ = try store.follow(first, lostItsPast: false)
    try acknowledge()
    _ = try store.follow(restored, lostItsPast: false)
    try acknowledge()
    #expect(try store.follow(first, lostItsPast: true))
    #expect(try store.unacknowledgedCount() == 1)
    #expect(try !store.follow(restored, lostItsPast: false))
    #expect(try store.unacknowledgedCount() == 0)
  }

  @Test func whatNobodyFollowedForLongIsForgotten() throws {
    _ = try store.follow(first, lostItsPast: false)
    try acknowledge()
    for number: UInt64 in 10..<19 {
      let other = UpstreamHistory(server: ReplicaID(high: 1, low: number), epoch: 1)
      _ = try store.follow(other, lostItsPast: false)
      try acknowledge()
    }
    #expect(try store.follow(first, lostItsPast: false))
    #expect(try store.unacknowledgedCount() == 1)
  }

  /// The names that the receipts speak of are others' now.
  @Test func receiptsOfOtherUpstreamsForRenamedSealsCountNoMore() throws {
    _ = try store.follow(first, lostItsPast: false)
    try acknowledge()
    _ = try store.follow(restored, lostItsPast: false)
    try store.learnFork(of: store.replica, from: 1)
    #expect(try !store.follow(first, lostItsPast: false))
    #expect(try store.unacknowledgedCount() == 1)
  }

  private func cursor(of history: UpstreamHistory, _ sequence: UInt64) -> Cursor {
    Cursor(
      server: history.server, epoch: history.epoch, area: "a", sequence: sequence, feedHash: [1])
  }
}
