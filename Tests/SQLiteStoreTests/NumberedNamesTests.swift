import Foundation
import GRDB
import RecordCoding
import Replication
import SQLiteStore
import SyncProtocol
import Testing

/// Names stand once in a store, with a number, and in two tables.
@Suite struct NumberedNamesTests {
  let folder = TemporaryFolder()
  private static let questions = ["/data/primera", "/data/segunda", "/data/tercera"]

  /// Two responses with the same questions, sealed.
  private func usedStore() throws -> [RecordID] {
    let store = try Store.create(at: folder.path, environment: TestWorld().environment)
    let ids = try (0..<2).map { number in
      let id = try store.createResponse(definition: definition, area: "a", author: ana)
      for question in Self.questions { try store.answer(id, question, "\(number) sí") }
      return try store.seal(id).id
    }
    try store.close()
    return ids
  }

  private func alter(_ sql: String) throws {
    let queue = try DatabaseQueue(path: folder.path + "/campo.sqlite")
    try queue.write { try $0.execute(sql: sql) }
    try queue.close()
  }

  private func rows(_ sql: String) throws -> [Data] {
    let queue = try DatabaseQueue(path: folder.path + "/campo.sqlite")
    defer { try? queue.close() }
    return try queue.read { try Data.fetchAll($0, sql: sql) }
  }

  private func open() throws -> Store {
    try Store.open(at: folder.path, environment: TestWorld(seed: 1_000).environment)
  }

  private func codes() throws -> Set<String> {
    Set(
      try StoreCheck.run(at: folder.path, environment: TestWorld().environment).findings
        .map(\.code))
  }

  @Test func aNameStandsInNoStateAndOnceInEachTable() throws {
    _ = try usedStore()
    for state in try rows("SELECT state FROM record") {
      #expect(state.range(of: Data("segunda".utf8)) == nil)
      #expect(state.range(of: Data("sí".utf8)) != nil)
    }
    for table in ["name", "nameCopy"] {
      let names = try rows("SELECT bytes FROM \(table)")
      #expect(names.filter { $0.range(of: Data("segunda".utf8)) != nil }.count == 1)
    }
  }

  @Test(arguments: ["name", "nameCopy"])
  func eitherTableWillDoAndTheCheckNamesTheDamage(_ table: String) throws {
    let ids = try usedStore()
    for (sql, place) in [
      ("UPDATE \(table) SET bytes = x'00' WHERE n = 2", 2), ("DELETE FROM \(table) WHERE n = 3", 3),
      ("DELETE FROM \(table)", 1),
    ] {
      try alter(sql)
      let store = try open()
      for (number, id) in ids.enumerated() {
        let record = try store.load(id).record
        for question in Self.questions {
          #expect(record.value(of: answer(question)) == .text("\(number) sí"))
        }
      }
      // A new name takes none of the numbers that are in use.
      try store.answer(ids[0], "/data/nueva\(place)", "1")
      let record = try store.seal(ids[0])
      #expect(record.value(of: answer("/data/segunda")) == .text("0 sí"))
      try store.close()
      let findings = try StoreCheck.run(at: folder.path, environment: TestWorld().environment)
        .findings.filter { $0.kind == .name }
      #expect(findings.contains { $0.place == "\(table) \(place)" }, "\(findings)")
      #expect(try codes().subtracting(["CHECK-NAME", "CHECK-NO-DEFINITION"]).isEmpty)
    }
  }

  @Test func aNameLostInBothTablesIsDamageOfWhatNamesItAndOfNothingElse() throws {
    let ids = try usedStore()
    let store = try open()
    let other = try store.createResponse(definition: definition, area: "a", author: ana)
    try store.answer(other, "/data/otra", "1")
    try store.seal(other)
    let whole = try store.outgoing(.all, limit: 9)
    try store.close()
    for table in ["name", "nameCopy"] {
      try alter(
        "UPDATE \(table) SET bytes = x'00' WHERE digest = (SELECT digest FROM \(table) WHERE instr(bytes, 'tercera'))"
      )
    }
    let reopened = try open()
    #expect(try reopened.outgoing(.all, limit: 9).map(\.id) == [other])
    #expect(try codes().contains("CHECK-VALUE"))
    // What others have of them takes their place, and the name gets another number.
    let again = whole.filter { $0.id != other }.map(\.encoded)
    #expect(try reopened.merge(again, from: .upstream).map(\.result) == [.merged, .merged])
    #expect(try reopened.load(ids[1]).record.value(of: answer("/data/tercera")) == .text("1 sí"))
  }

  @Test func aStoreWithOneTableLeftIsRescuedWhole() throws {
    let ids = try usedStore()
    try alter("UPDATE name SET bytes = zeroblob(9)")
    let rescue = TemporaryFolder()
    let rescued = try Store.create(at: rescue.path, environment: TestWorld(seed: 500).environment)
    let report = try Salvage.run(from: folder.path, into: rescued)
    #expect(report.responses == 2 && report.isComplete)
    #expect(try rescued.load(ids[0]).record.value(of: answer("/data/tercera")) == .text("0 sí"))
  }

  @Test func namesThatAreTooLongAreSpeltOut() throws {
    let ids = try usedStore()
    let store = try open()
    let long = "/data/" + String(repeating: "larga", count: 100)
    try store.answer(ids[0], long, "1")
    try store.seal(ids[0])
    try store.close()
    #expect(try rows("SELECT bytes FROM name").allSatisfy { $0.count < 300 })
    #expect(try open().load(ids[0]).record.value(of: answer(long)) == .text("1"))
  }

  @Test func whatAnotherProcessNumbersIsRead() throws {
    let ids = try usedStore()
    let (one, other) = (try open(), try open())
    #expect(try one.load(ids[0]).record.registers.count > 3)
    try other.answer(ids[1], "/data/nueva", "2")
    try other.seal(ids[1])
    #expect(try one.load(ids[1]).record.value(of: answer("/data/nueva")) == .text("2"))
    try one.answer(ids[0], "/data/nueva", "3")
    try one.seal(ids[0])
    #expect(try other.load(ids[0]).record.value(of: answer("/data/nueva")) == .text("3"))
    #expect(try rows("SELECT bytes FROM name WHERE instr(bytes, 'nueva')").count == 1)
  }

  @Test func aTransactionThatFailsLeavesNoNumberBehind() throws {
    _ = try usedStore()
    struct Refusal: Error {}
    let store = try open()
    var record = Record(id: RecordID(high: 9, low: 9), kind: .response)
    var writes = PendingWrites(author: beto)
    writes.save(.text("x"), to: answer("/data/perdida"), shown: record)
    record.seal(
      writes, as: Dot(replica: ReplicaID(high: 5, low: 5), revision: 1),
      at: WallTime(milliseconds: 1))
    let encoded = EncodedRecord(id: record.id, bytes: RecordCoder.encode(record))
    #expect(throws: StoreError.self) {
      try store.merge([encoded], from: .peer("x"), checking: { _ in throw Refusal() })
    }
    let ids = try store.summaries().map(\.id)
    try store.answer(ids[0], "/data/hallada", "y")
    try store.seal(ids[0])
    #expect(try store.load(ids[0]).record.value(of: answer("/data/hallada")) == .text("y"))
    try store.merge([encoded], from: .peer("x"))
    try store.close()
    let read = try open().load(record.id).record
    #expect(RecordCoder.encode(read) == encoded.bytes)
  }
}
