import Replication
import SQLiteStore
import SyncProtocol
import Testing

@Suite struct InterviewStoreTests {
  let folder = TemporaryFolder()
  let world = TestWorld()

  @Test func whatIsSavedIsThereAfterReopening() throws {
    let store = try Store.create(at: folder.path, environment: world.environment)
    let id = try store.createResponse(definition: definition, area: "0614", author: ana)
    try store.answer(id, "/data/name", "Rosa")
    // No close: the process might have been killed here.
    let again = try Store.open(at: folder.path, environment: world.environment)
    let stored = try again.load(id)
    #expect(stored.record.context.isEmpty)
    #expect(stored.pending?.writes[answer("/data/name")]?.value == .text("Rosa"))
    #expect(
      stored.pending?.writes[.field(RegisterKey.Field.definition)]?.value == .text(definition))
    #expect(try again.replica == store.replica)
  }

  @Test func aSealGivesAllThatWasSavedOneDot() throws {
    let store = try Store.create(at: folder.path, environment: world.environment)
    let id = try store.createResponse(definition: definition, area: "0614", author: ana)
    for number in 1...50 { try store.answer(id, "/data/q\(number)", "\(number)") }
    let record = try store.seal(id)
    #expect(record.mentionedDots == [Dot(replica: try store.replica, revision: 1)])
    #expect(record.value(of: answer("/data/q7")) == .text("7"))
    #expect(try store.load(id).pending == nil)
    #expect(try store.chain().revision == 1)
    #expect(try store.seal(id) == record)
  }

  @Test func theLaterSaveOfAnAnswerWins() throws {
    let store = try Store.create(at: folder.path, environment: world.environment)
    let id = try store.createResponse(definition: definition, area: "0614", author: ana)
    try store.answer(id, "/data/name", "Rosa")
    try store.answer(id, "/data/name", "Rosita")
    #expect(try store.seal(id).value(of: answer("/data/name")) == .text("Rosita"))
  }

  @Test func anotherAuthorSealsWhatTheFirstSaved() throws {
    let store = try Store.create(at: folder.path, environment: world.environment)
    let id = try store.createResponse(definition: definition, area: "0614", author: ana)
    try store.answer(id, "/data/name", "Rosa")
    try store.answer(id, "/data/age", "30", by: beto)
    let stored = try store.load(id)
    #expect(stored.record.entries(of: answer("/data/name")).map(\.stamp.author) == [ana])
    #expect(stored.pending?.author == beto)
  }

  @Test func whatAnotherProcessSavedInTheSamePlaceIsItsAuthors() throws {
    let store = try Store.create(at: folder.path, environment: world.environment)
    let id = try store.createResponse(definition: definition, area: "0614", author: ana)
    let other = try Store.open(at: folder.path, environment: world.environment)
    try other.seal(id)
    // Either store saves the first row after a seal.
    try store.answer(id, "/data/name", "Rosa")
    try other.seal(id)
    try other.answer(id, "/data/age", "30", by: beto)
    try store.answer(id, "/data/sex", "1")
    let stored = try store.load(id)
    #expect(stored.record.entries(of: answer("/data/age")).map(\.stamp.author) == [beto])
    #expect(stored.pending?.author == ana)
    #expect(stored.pending?.writes.count == 1)
  }

  @Test func aSyncBehindTheAuthorsBackMakesNoConflictWithThemselves() throws {
    let store = try Store.create(at: folder.path, environment: world.environment)
    let id = try store.createResponse(definition: definition, area: "0614", author: ana)
    let onScreen = try store.load(id).record
    let key = answer("/data/name")
    try store.save([(key, .text("Rosa"))], to: id, author: ana, shown: onScreen)
    try store.sealAll()
    try store.save([(key, .text("Rosita"))], to: id, author: ana, shown: onScreen)
    let record = try store.seal(id)
    #expect(record.entries(of: key).map(\.value) == [.text("Rosita")])
  }

  @Test func deletingARowSealsItsAnswersFirstAndHidesIt() throws {
    let store = try Store.create(at: folder.path, environment: world.environment)
    let id = try store.createResponse(definition: definition, area: "0614", author: ana)
    let row = AnswerKey(question: "/data/child", rows: [.minted(5)])
    let shown = try store.load(id).record
    try store.save(
      [
        (.row(row), .row(position: 0)),
        (answer("/data/child/name", .minted(5)), .text("Leo")),
      ], to: id, author: ana, shown: shown)
    try store.save(
      [(.row(row), .deleted(context: VersionVector()))], to: id, author: ana, shown: shown)
    let record = try store.seal(id)
    #expect(RowPresences(record).presence(of: row) == .deleted)
    #expect(record.value(of: answer("/data/child/name", .minted(5))) == .text("Leo"))
  }

  @Test func anUnknownRecordIsAClearError() throws {
    let store = try Store.create(at: folder.path, environment: world.environment)
    let id = RecordID(high: 1, low: 2)
    #expect(throws: StoreError(.noRecord(id), at: folder.path)) { try store.load(id) }
    #expect(throws: StoreError(.noRecord(id), at: folder.path)) { try store.seal(id) }
  }
}
