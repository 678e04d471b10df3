import Replication
import SQLiteStore
import SyncProtocol
import Testing

/// What no reader would take is refused before it is written.
@Suite struct LimitTests {
  let folder = TemporaryFolder()
  private static let long = String(repeating: "x", count: (1 << 20) + 1)

  private func code(of body: () throws -> Void) -> String? {
    do { try body() } catch { return (error as? StoreError)?.code }
    return nil
  }

  @Test func aDecisionThatNoReaderWouldTakeLeavesTheRecordAsItWas() throws {
    let store = try Store.create(at: folder.path, environment: TestWorld().environment)
    let id = try store.createResponse(definition: definition, area: "a", author: ana)
    let before = try store.seal(id)
    let key = answer("/data/q")
    #expect(
      code {
        try store.decide(
          .void, on: id, comment: Self.long, author: sara, shown: before.context)
      } == "STORE-COMMENT-TOO-LARGE")
    #expect(
      code {
        try store.resolve(
          key, of: id, superseding: [], value: .text("1"), comment: Self.long, author: sara)
      } == "STORE-COMMENT-TOO-LARGE")
    #expect(
      code {
        try store.resolve(
          key, of: id, superseding: [], value: .text(Self.long), comment: "", author: sara)
      } == "STORE-VALUE-TOO-LARGE")
    #expect(try store.load(id).record == before)
  }

  @Test func namesThatNoReaderWouldTakeAreRefused() throws {
    let store = try Store.create(at: folder.path, environment: TestWorld().environment)
    let id = try store.createResponse(definition: definition, area: "a", author: ana)
    let name = String(repeating: "x", count: 5_000)
    #expect(code { try store.answer(id, "/data/" + name, "1") } == "STORE-NAME-TOO-LONG")
    let author = Author(name: name, role: .enumerator)
    #expect(code { try store.answer(id, "/data/q", "1", by: author) } == "STORE-NAME-TOO-LONG")
    let deep = RegisterKey.answer(
      AnswerKey(question: "/data/q", rows: Array(repeating: .ordinal(1), count: 33)))
    #expect(
      code {
        try store.save([(deep, .text("1"))], to: id, author: ana, shown: store.load(id).record)
      } == "STORE-NAME-TOO-LONG")
    #expect(try store.load(id).pending?.writes.count == 2)
  }

  @Test func whatIsPendingBeyondALimitOfItsRecordStaysPendingAndHoldsNothingElseBack() throws {
    let store = try Store.create(at: folder.path, environment: TestWorld().environment)
    let ids = try (0..<2).map { _ in
      try store.seal(store.createResponse(definition: definition, area: "a", author: ana)).id
    }
    let shown = try store.load(ids[0]).record
    // All names together may have 4 MiB.
    let long = String(repeating: "x", count: 4_000)
    for numbers in [0..<1_000, 1_000..<1_100] {
      let writes = numbers.map { (answer("\($0)" + long), AnswerValue.cleared) }
      try store.save(writes, to: ids[0], author: ana, shown: shown)
    }
    try store.answer(ids[1], "/data/q", "1")
    #expect(code { _ = try store.seal(ids[0]) } == "STORE-RECORD-FULL")
    #expect(try store.outgoing(limit: 10).count == 2)
    #expect(try store.load(ids[0]).record == shown)
    #expect(try store.summary(of: ids[0])?.isPending == true)
    #expect(try store.summary(of: ids[1])?.isPending == false)
    #expect(try store.logLines().map(\.code) == ["STORE-RECORD-FULL"])
  }

  @Test func aValueThatNoReaderWouldTakeIsRefusedAtOnce() throws {
    let store = try Store.create(at: folder.path, environment: TestWorld().environment)
    let id = try store.createResponse(definition: definition, area: "a", author: ana)
    let text = String(repeating: "x", count: (1 << 20) + 1)
    #expect {
      try store.answer(id, "/data/q", text)
    } throws: { error in
      (error as? StoreError)?.code == "STORE-VALUE-TOO-LARGE"
    }
    #expect(try store.load(id).pending?.writes[answer("/data/q")] == nil)
  }

  @Test func aRecordThatIsFullSaysSoAndCanStillBeSealed() throws {
    let store = try Store.create(at: folder.path, environment: TestWorld().environment)
    let id = try store.createResponse(definition: definition, area: "a", author: ana)
    let text = String(repeating: "x", count: 1 << 20)
    var saved = 0
    do {
      while saved < 100 {
        try store.answer(id, "/data/q\(saved)", text)
        saved += 1
      }
      Issue.record("the record never filled up")
    } catch let error as StoreError {
      #expect(error.code == "STORE-RECORD-FULL")
    }
    #expect(try store.seal(id).value(of: answer("/data/q\(saved - 1)")) == .text(text))
    #expect(try store.load(id).record.registers.count == saved + 2)
  }
}
