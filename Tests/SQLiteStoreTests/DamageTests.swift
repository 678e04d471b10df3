import Foundation
import GRDB
import RecordCoding
import Replication
import SQLiteStore
import SyncProtocol
import Testing

/// One damaged row must not stop the rest.
@Suite struct DamageTests {
  let folder = TemporaryFolder()
  let other = TemporaryFolder()

  /// A store with three sealed records, the second of which is damaged, and a whole copy of that.
  private func damagedStore() throws -> (Store, ids: [RecordID], whole: OutgoingRecord) {
    let store = try Store.create(at: folder.path, environment: TestWorld().environment)
    let ids = try (0..<3).map { _ in
      try store.seal(store.createResponse(definition: definition, area: "a", author: ana)).id
    }
    let whole = try store.outgoing(.all, limit: 3)[1]
    let queue = try DatabaseQueue(path: folder.path + "/campo.sqlite")
    try queue.write { database in
      var bytes = try #require(
        try Data.fetchOne(database, sql: "SELECT state FROM record WHERE n = 2"))
      bytes[30] ^= 4
      try database.execute(sql: "UPDATE record SET state = ? WHERE n = 2", arguments: [bytes])
    }
    return (store, ids, whole)
  }

  @Test func loadingADamagedRecordSaysWhichRow() throws {
    let (store, ids, _) = try damagedStore()
    #expect {
      try store.load(ids[1])
    } throws: { error in
      (error as? StoreError)?.code == "STORE-DAMAGED"
    }
    #expect(try store.load(ids[2]).record.id == ids[2])
  }

  @Test func theOthersAreStillHandedOutAndTheLogSaysSoOnce() throws {
    let (store, ids, _) = try damagedStore()
    for _ in 0..<2 {
      #expect(try store.outgoing(.all, limit: 10).map(\.id) == [ids[0], ids[2]])
      let page = try store.changes(in: "a", after: 0, limit: 10, maxBytes: .max)
      #expect(page.changes.map(\.id) == [ids[0], ids[2]])
      #expect(page.next.sequence == 3)
    }
    #expect(try store.logLines().map(\.code) == ["STORE-DAMAGED"])
  }

  @Test func whatIsPendingOfADamagedRecordStaysAndTheOthersAreSealed() throws {
    let (store, ids, _) = try damagedStore()
    let shown = Record(id: ids[1], kind: .response)
    try store.save([(answer("/data/q"), .text("1"))], to: ids[1], author: ana, shown: shown)
    try store.answer(ids[2], "/data/q", "2")
    try store.sealAll()
    #expect(try store.load(ids[2]).record.value(of: answer("/data/q")) == .text("2"))
    #expect(try store.summary(of: ids[1])?.isPending == true)
  }

  @Test func aCopyThatArrivesTakesTheDamagedOnesPlace() throws {
    let (store, ids, whole) = try damagedStore()
    let shown = Record(id: ids[1], kind: .response)
    try store.save([(answer("/data/q"), .text("1"))], to: ids[1], author: ana, shown: shown)
    #expect(try store.merge([whole.encoded], from: .upstream).map(\.result) == [.merged])
    #expect(try store.quarantined().map(\.reason.code) == ["STORE-DAMAGED"])
    try store.sealAll()
    #expect(try store.load(ids[1]).record.value(of: answer("/data/q")) == .text("1"))
  }

  /// Flips a bit of the one value that a condition names.
  private func damage(_ column: String, of table: String, where condition: String) throws {
    let queue = try DatabaseQueue(path: folder.path + "/campo.sqlite")
    try queue.write { database in
      let sql = "SELECT \(column) FROM \(table) WHERE \(condition)"
      var bytes = try #require(try Data.fetchOne(database, sql: sql))
      bytes[12] ^= 4
      try database.execute(
        sql: "UPDATE \(table) SET \(column) = ? WHERE \(condition)", arguments: [bytes])
    }
  }

  /// Two stores that hold the same two sealed records.
  private func twins() throws -> (Store, Store, [RecordID]) {
    let store = try Store.create(at: folder.path, environment: TestWorld().environment)
    let twin = try Store.create(
      at: other.path, environment: TestWorld(seed: 10_000).environment)
    let ids = try (0..<2).map { _ in
      try store.createResponse(definition: definition, area: "a", author: ana)
    }
    let sent = try store.outgoing(.all, limit: 2)
    try twin.merge(sent.map(\.encoded), seals: sent.flatMap(\.seals), from: .upstream)
    return (store, twin, ids)
  }

  @Test func damagedPendingWritesKeepOnlyTheirOwnRecordBack() throws {
    let (store, twin, ids) = try twins()
    try store.answer(ids[0], "/data/q", "mine")
    try damage("writes", of: "pending", where: "place = 1")
    for id in ids { try twin.answer(id, "/data/q", "theirs", by: beto) }
    let sent = try twin.outgoing(.all, limit: 2)
    let outcomes = try store.merge(
      sent.map(\.encoded), seals: sent.flatMap(\.seals), from: .upstream)
    #expect(outcomes.map { $0.record == nil } == [true, false])
    #expect(try store.quarantined().map(\.reason.code) == ["STORE-DAMAGED"])
    #expect(try store.quarantined().map(\.bytes) == [sent[0].bytes])
    #expect(try store.summary(of: ids[0])?.isPending == true)
    #expect(try store.logLines().map(\.code) == ["STORE-DAMAGED"])
  }

  @Test func aDamagedSealLineKeepsOnlyItsRecordBackAndTheStoreSealsOn() throws {
    let (store, twin, ids) = try twins()
    try damage("entry", of: "seal", where: "revision = 2")
    let before = try store.replica
    for id in ids { try twin.answer(id, "/data/q", "theirs", by: beto) }
    let sent = try twin.outgoing(.all, limit: 2)
    let outcomes = try store.merge(
      sent.map(\.encoded), seals: sent.flatMap(\.seals), from: .upstream)
    #expect(outcomes.map { $0.record == nil } == [false, true])
    #expect(try store.chain(of: before).revision == 1)
    try store.answer(ids[0], "/data/r", "mine")
    try store.sealAll()
    #expect(try store.load(ids[0]).record.value(of: answer("/data/r")) == .text("mine"))
    #expect(try store.replica != before)
    #expect(Set(try store.logLines().map(\.code)) == ["STORE-DAMAGED", "STORE-RENEWED"])
  }
}
