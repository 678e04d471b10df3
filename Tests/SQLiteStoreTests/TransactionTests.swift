import Messages
import Replication
import SQLiteStore
import SyncProtocol
import Testing

/// Several calls as one transaction.
@Suite struct TransactionTests {
  private let folder = TemporaryFolder()
  private let store: Store

  init() throws {
    store = try Store.create(at: folder.path, environment: TestWorld(seed: 4).environment)
  }

  private func respond() throws(StoreError) -> RecordID {
    let id = try store.createResponse(definition: definition, area: "a", author: ana)
    try store.save(
      [(answer("/data/name"), .text("Rosa"))], to: id, author: ana, shown: store.load(id).record)
    try store.seal(id)
    return id
  }

  @Test func whatIsReadWithinIsWhatWasWritten() throws {
    let seen = try store.inOneTransaction { () throws(StoreError) in
      let ids = [try respond(), try store.inOneTransaction(respond)]
      return (
        try store.load(ids[0]).record, try store.feedPosition(in: "a").sequence,
        try store.unacknowledgedCount()
      )
    }
    #expect(seen.0.value(of: answer("/data/name")) == .text("Rosa"))
    #expect(seen.1 == 2 && seen.2 == 2)
    #expect(try store.changes(in: "a", after: 0, limit: 9, maxBytes: 1_000).changes.count == 2)
  }

  /// Also of what was written before it failed, in calls that had succeeded.
  @Test func nothingIsKeptOfWhatFails() throws {
    #expect(throws: StoreError.self) {
      try store.inOneTransaction { () throws(StoreError) in
        let id = try respond()
        try store.put(StoredDocument(status: 1, bytes: [1]), kind: "k", about: id)
        try store.seal(RecordID(high: 1, low: 1))
      }
    }
    #expect(try store.summaries().isEmpty)
    #expect(try store.feedPosition(in: "a").sequence == 0)
    // The names that it numbered have no numbers now, and get them again.
    let id = try respond()
    #expect(try store.load(id).record.value(of: answer("/data/name")) == .text("Rosa"))
    #expect(try StoreCheck.run(at: folder.path).findings.filter(\.isDamage).isEmpty)
  }

  @Test func aFailureThatSomebodyCaughtIsOneAllTheSame() throws {
    #expect(throws: StoreError.self) {
      try store.inOneTransaction { () throws(StoreError) in
        _ = try respond()
        do { try store.seal(RecordID(high: 1, low: 1)) } catch {}
        _ = try respond()
      }
    }
    #expect(try store.summaries().isEmpty)
    #expect(try store.logLines().isEmpty)
  }
}
