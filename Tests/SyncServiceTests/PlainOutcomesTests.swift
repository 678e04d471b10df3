import Campo
import Messages
import Replication
import SQLiteStore
import SyncProtocol
import SyncService
import Synchronization
import Testing

/// What nearly always becomes of a batch is told for all of it at once.
@Suite struct PlainOutcomesTests {
  @Test func aBatchOfValidResponsesCostsAFewBytesAResponse() async throws {
    let (server, ana, _) = try await TestServer.team()
    let ids = try (0..<100).map { try ana.collect(["name": "Rosa", "age": "\($0)"]) }
    let link = WatchingLink(ana.link)
    let report = try await ana.sync(over: link)
    #expect(report.sent == 100 && report.waiting == 0)
    let answer = try #require(link.answers.withLock { $0.first })
    #expect(answer.receipts.isEmpty && answer.verdicts.isEmpty)
    #expect(answer.encoded().count < 400)
    for id in ids {
      let told = try #require(try ana.verdict(on: id))
      #expect(try told == server.service.verdict(on: id))
    }
  }

  @Test func whatIsNotPlainIsToldOfEach() async throws {
    let (server, ana, sara) = try await TestServer.team()
    let plain = try ana.collect(["name": "Rosa", "age": "34"])
    let invalid = try ana.collect(["name": "Luis", "age": "340"])
    let disputed = try ana.collect(["name": "Luz", "age": "50"])
    try await ana.sync()
    try await sara.sync()
    try sara.write(["age": "51"], to: disputed)
    try await sara.sync()
    for id in [plain, invalid, disputed] { try ana.write(["name": "otra"], to: id) }
    let link = WatchingLink(ana.link)
    try await ana.sync(over: link)
    let answer = try #require(link.answers.withLock { $0.first })
    #expect(answer.receipts.map(\.record) == [disputed])
    #expect(answer.verdicts.map(\.record) == [disputed])
    #expect(answer.plain.found.map(\.state) == [.invalid])
    #expect(try ana.store.unacknowledgedCount() == 0)
    for id in [plain, invalid, disputed] {
      #expect(try ana.verdict(on: id) == server.service.verdict(on: id))
    }
  }

  @Test func anOlderDeviceIsToldOfEach() async throws {
    let (_, ana, _) = try await TestServer.team()
    let id = try ana.collect(["name": "Rosa", "age": "34"])
    let link = WatchingLink(ana.link, understanding: { $0.readsPlain = false })
    try await ana.sync(over: link)
    #expect(link.answers.withLock { $0.first?.receipts.map(\.record) } == [id])
    #expect(try ana.store.unacknowledgedCount() == 0)
  }

  @Test func bitsThatDoNotFitTheBatchAcknowledgeNothing() async throws {
    let (_, ana, _) = try await TestServer.team()
    for spoil: @Sendable (inout SyncResponse) -> Void in [
      { $0.plain.bits += [1] }, { $0.plain.bits = Array(repeating: 255, count: 40) },
      { $0.plain.sequences = [1, 2, 3] }, { $0.plain.signature = Array(repeating: 1, count: 64) },
    ] {
      try ana.collect(["name": "Rosa", "age": "34"])
      let waiting = try ana.store.unacknowledgedCount()
      let link = WatchingLink(ana.link, spoiling: spoil)
      await #expect { try await ana.sync(over: link) } throws: {
        ($0 as? SyncError)?.code == "SYNC-INVALID"
      }
      #expect(try ana.store.unacknowledgedCount() == waiting)
      try await ana.sync()
      #expect(try ana.store.unacknowledgedCount() == 0)
    }
  }

  @Test func aMessageWithThemComesBackAsItWas() throws {
    let batch = Batch(
      records: (0..<20).map { EncodedRecord(id: RecordID(high: 1, low: $0), bytes: [1]) })
    var response = SyncResponse(server: ReplicaID(high: 1, low: 2), epoch: 3)
    response.plain = PlainOutcomes(
      of: [RecordID(high: 1, low: 3), RecordID(high: 1, low: 19)], among: batch)
    #expect(response.plain.bits == [0b1000, 0, 0b1000])
    #expect(try SyncResponse(decoding: response.encoded()) == response)
    let finding = Verdict.Finding(
      code: "required", path: "/data/age", severity: .warning,
      message: Message(es: "Falta.", en: "Missing."))
    response.plain.found = [
      FoundVerdict(place: 3, state: .invalid, violations: [finding.unworded]),
      FoundVerdict(place: 19, state: .notChecked, violations: [finding]),
    ]
    #expect(try SyncResponse(decoding: response.encoded()) == response)
    response.plain.sequences = [900, 7]
    response.plain.signature = Array(repeating: 5, count: 64)
    #expect(try SyncResponse(decoding: response.encoded()) == response)
    response.plain.sequencesAreRuns = true
    for sequences in [[900, 7], [7, 8, 9, 4, 5, .max, 0, 2], [.max - 1, .max]] as [[UInt64]] {
      response.plain.sequences = sequences
      #expect(try SyncResponse(decoding: response.encoded()) == response)
    }
    // 100 in a row are a few bytes.
    response.plain.sequences = []
    let nothing = response.encoded().count
    response.plain.sequences = Array(5_000..<5_100)
    #expect(response.encoded().count <= nothing + 4)
  }

  @Test func aRunPastTheLimitIsRefused() {
    var response = SyncResponse(server: ReplicaID(high: 1, low: 2), epoch: 3)
    response.plain = PlainOutcomes(bits: [1], sequences: Array(1...5_000), signature: [1])
    response.plain.sequencesAreRuns = true
    #expect(throws: WireError.invalid(field: "runs")) {
      try SyncResponse(decoding: response.encoded())
    }
  }
}
