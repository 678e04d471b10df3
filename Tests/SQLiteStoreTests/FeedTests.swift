import Replication
import SQLiteStore
import SyncProtocol
import Testing

@Suite struct FeedTests {
  let folder = TemporaryFolder()
  private func makeStore() throws -> Store {
    try Store.create(at: folder.path, environment: TestWorld().environment)
  }

  private func response(_ store: Store, in area: String = "a") throws -> RecordID {
    let id = try store.createResponse(definition: definition, area: area, author: ana)
    try store.seal(id)
    return id
  }

  @Test func aRecordStandsOnceAtItsLatestNumber() throws {
    let store = try makeStore()
    let (first, second) = (try response(store), try response(store))
    try store.answer(first, "/data/name", "x")
    try store.sealAll()
    let page = try store.changes(in: "a", after: 0, limit: 10, maxBytes: .max)
    #expect(page.changes.map(\.id) == [second, first])
    #expect(page.changes.map(\.sequence) == [2, 3])
    #expect(page.next.sequence == 3)
    #expect(!page.hasMore)
    #expect(try store.changes(in: "b", after: 0, limit: 10, maxBytes: .max).changes == [])
  }

  @Test func pagesGoOnWhereTheLastEnded() throws {
    let store = try makeStore()
    let ids = try (0..<7).map { _ in try response(store) }
    var found: [RecordID] = []
    var position = FeedPosition()
    var pages = 0
    repeat {
      let page = try store.changes(
        in: "a", after: position.sequence, limit: pages == 0 ? 3 : 10, maxBytes: 300)
      found += page.changes.map(\.id)
      position = page.next
      pages += 1
      #expect(try store.hasPassed(position, in: "a"))
      if !page.hasMore { break }
    } while pages < 20
    #expect(found == ids)
    #expect(pages > 2)
    #expect(try store.feedPosition(in: "a") == position)
  }

  @Test func whatTheReaderHasIsLeftOutUntilItChanges() throws {
    let store = try makeStore()
    let ids = try (0..<5).map { _ in try response(store) }
    let known = Dictionary(uniqueKeysWithValues: zip(ids, 1...5)).mapValues(UInt64.init)
    let all = try store.changes(in: "a", after: 0, limit: 1, maxBytes: .max, unless: known)
    #expect(all.changes == [])
    #expect(all.next.sequence == 5)
    #expect(!all.hasMore)
    try store.answer(ids[1], "/data/name", "x")
    try store.sealAll()
    let part = known.filter { $0.key != ids[3] }
    let page = try store.changes(in: "a", after: 0, limit: 1, maxBytes: .max, unless: part)
    #expect(page.changes.map(\.id) == [ids[3]])
    #expect(page.next.sequence == 5)
    #expect(page.hasMore)
    let rest = try store.changes(in: "a", after: 5, limit: 1, maxBytes: .max, unless: part)
    #expect(rest.changes.map(\.id) == [ids[1]])
  }

  @Test func aStubIsToldThoughTheRecordHasItsNumberInAnotherArea() throws {
    let store = try makeStore()
    let id = try response(store, in: "a")
    _ = try response(store, in: "b")
    try store.save(
      [(.field(RegisterKey.Field.area), .text("b"))], to: id, author: sara,
      shown: store.load(id).record)
    try store.sealAll()
    let known = [id: UInt64(2)]
    let old = try store.changes(in: "a", after: 0, limit: 10, maxBytes: .max, unless: known)
    #expect(old.changes.map(\.content) == [.moved(to: "b")])
    #expect(old.changes.map(\.sequence) == [2])
    let new = try store.changes(in: "b", after: 1, limit: 10, maxBytes: .max, unless: known)
    #expect(new.changes == [])
  }

  @Test func aCursorFromALostFutureIsNoticed() throws {
    let store = try makeStore()
    _ = try response(store)
    let position = try store.feedPosition(in: "a")
    #expect(try store.hasPassed(position, in: "a"))
    #expect(try !store.hasPassed(FeedPosition(sequence: 1, hash: [1, 2]), in: "a"))
    #expect(try !store.hasPassed(FeedPosition(sequence: 9, hash: position.hash), in: "a"))
    #expect(try store.hasPassed(FeedPosition(), in: "elsewhere"))
  }

  @Test func aMovedRecordLeavesAStubInItsOldArea() throws {
    let store = try makeStore()
    let id = try response(store, in: "a")
    try store.save(
      [(.field(RegisterKey.Field.area), .text("b"))], to: id, author: sara,
      shown: store.load(id).record)
    try store.sealAll()
    let old = try store.changes(in: "a", after: 0, limit: 10, maxBytes: .max)
    #expect(old.changes.map(\.content) == [.moved(to: "b")])
    let new = try store.changes(in: "b", after: 0, limit: 10, maxBytes: .max)
    #expect(new.changes.map(\.id) == [id])
    #expect(try store.summaries(area: "b").map(\.id) == [id])
    #expect(try store.areas() == ["a", "b"])
    try store.save(
      [(.field(RegisterKey.Field.area), .text("a"))], to: id, author: sara,
      shown: store.load(id).record)
    try store.sealAll()
    let back = try store.changes(in: "a", after: 0, limit: 10, maxBytes: .max)
    #expect(back.changes.map(\.id) == [id])
    #expect(back.changes.map(\.sequence) == [3])
  }

  @Test func anAnnouncedDocumentGivesItsRecordANewNumber() throws {
    let store = try makeStore()
    let id = try response(store)
    let verdict = StoredDocument(status: 1, bytes: [9])
    try store.put(verdict, kind: "verdict", about: id)
    #expect(try store.feedPosition(in: "a").sequence == 1)
    try store.put(verdict, kind: "verdict", about: id, announcing: true)
    let page = try store.changes(in: "a", after: 1, limit: 10, maxBytes: .max)
    guard case .record(_, let seals, let documents)? = page.changes.first?.content else {
      Issue.record("the record is not in the feed")
      return
    }
    #expect(documents == ["verdict": verdict])
    #expect(seals.map(\.dot.revision) == [1])
  }

  @Test func cursorsComeBack() throws {
    let store = try makeStore()
    let cursor = Cursor(
      server: ReplicaID(high: 1, low: 2), epoch: 3, area: "a", sequence: 4, feedHash: [5])
    #expect(try store.cursor(of: "a") == nil)
    try store.put([cursor])
    #expect(try store.cursor(of: "a") == cursor)
    var next = cursor
    next.sequence = 9
    try store.put([next])
    #expect(try store.cursors() == [next])
  }
}
