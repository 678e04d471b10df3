import Foundation
import GRDB
import RecordCoding
import Replication
import SQLiteStore
import SyncProtocol
import Testing

/// What `StoreCheck` says of stores that are whole, and of stores with one thing wrong.
@Suite struct CheckTests {
  let folder = TemporaryFolder()
  let other = TemporaryFolder()

  /// Two stores that exchanged three records, one of them edited on both sides, with a save that
  /// waits to be sealed, a document, a cursor and something in quarantine.
  private func usedStore() throws -> (Store, [RecordID]) {
    let store = try Store.create(at: folder.path, environment: TestWorld().environment)
    let twin = try Store.create(
      at: other.path, environment: TestWorld(seed: 10_000).environment)
    let form = StoredDefinition(

      // SHA-256 of the bytes
      hash: "07397d633f25a7101990a75864ae03d5a3b9ac07c4ed6accbc52cbfd7d7c13b4", name: "f",
      version: "1", title: "F",
      bytes: Array("form".utf8))
    try store.put(form)
    let ids = try (0..<3).map { number in
      let id = try store.createResponse(definition: form.hash, area: "a", author: ana)
      try store.answer(id, "/data/q", "\(number)")
      return id
    }
    let sent = try store.outgoing(.all, limit: 10)
    try twin.merge(sent.map(\.encoded), seals: sent.flatMap(\.seals), from: .peer("ana"))
    try twin.answer(ids[0], "/data/q", "theirs", by: beto)
    try store.answer(ids[0], "/data/q", "mine")
    let back = try twin.outgoing(.all, limit: 10)
    try store.merge(back.map(\.encoded), seals: back.flatMap(\.seals), from: .upstream)
    try store.merge([EncodedRecord(id: ids[1], bytes: [9, 9])], from: .peer("usb"))
    try store.answer(ids[2], "/data/r", "waits")
    try store.put(StoredDocument(status: 1, bytes: [1]), kind: "verdict", about: ids[1])
    try store.put([
      Cursor(server: twin.replica, epoch: 1, area: "a", sequence: 3, feedHash: [1, 2])
    ])
    try store.enrol(
      beto, areas: ["a"], codeHash: [1], codeExpires: WallTime(milliseconds: 1_000_000_000_000_000))
    _ = try store.redeem(
      codeHash: [1], tokenHash: [2], replica: twin.replica,
      signingKey: [UInt8](repeating: 5, count: SyncLimits.signingKeyBytes))
    return (store, ids)
  }

  private func alter(_ sql: String) throws {
    let queue = try DatabaseQueue(path: folder.path + "/campo.sqlite")
    try queue.write { try $0.execute(sql: sql) }
  }

  private func codes() throws -> Set<String> {
    Set(try StoreCheck.run(at: folder.path).findings.map(\.code))
  }

  @Test func aStoreInUseIsSoundAndIsNotTouched() throws {
    let (store, _) = try usedStore()
    let before = try Data(contentsOf: URL(filePath: folder.path + "/campo.sqlite-wal"))
    let report = try StoreCheck.run(at: folder.path)
    #expect(report.findings == [])
    #expect(report.isSound)
    #expect(report.records == 3)
    #expect(report.pendingRows == 1)
    #expect(report.seals == 5)
    #expect(report.chainsRecomputed == 2)
    #expect(report.feedRows == 3)
    #expect(report.definitions == 1)
    #expect(report.quarantined == 1)
    #expect(try report.replica == store.replica)
    #expect(try Data(contentsOf: URL(filePath: folder.path + "/campo.sqlite-wal")) == before)
    #expect(try store.logLines().isEmpty)
  }

  @Test func aCopyIsLookedAtWithoutGivingItANewIdentity() throws {
    let (store, _) = try usedStore()
    let replica = try store.replica
    try store.close()
    let copy = folder.path + "-copy"
    try FileManager.default.copyItem(atPath: folder.path, toPath: copy)
    defer { try? FileManager.default.removeItem(atPath: copy) }
    for _ in 0..<2 { #expect(try StoreCheck.run(at: copy).replica == replica) }
  }

  @Test(arguments: [
    ("UPDATE enrolment SET role = 9", "CHECK-VALUE"),
    ("UPDATE enrolment SET replica = x'01'", "CHECK-VALUE"),
    ("UPDATE enrolment SET certificate = x'ff'", "CHECK-VALUE"),
    ("UPDATE enrolment SET signingKey = x'01'", "CHECK-VALUE"),
    ("UPDATE token SET enrolment = 77", "CHECK-VALUE"),
    ("UPDATE token SET replica = x''", "CHECK-VALUE"),
    ("INSERT INTO fork VALUES (x'0011', 3)", "CHECK-VALUE"),
    ("INSERT INTO own SELECT id, 0 FROM replica", "CHECK-VALUE"),
    ("INSERT INTO renamed SELECT id, 1, x'00', 1 FROM replica", "CHECK-VALUE"),
    ("INSERT INTO renamed SELECT id, 1, id, 1 FROM replica", "CHECK-VALUE"),
    ("UPDATE record SET state = x'00' WHERE n = 1", "CHECK-VALUE"),
    ("UPDATE record SET id = x'0011' WHERE n = 1", "CHECK-VALUE"),
    ("UPDATE record SET stage = 5 WHERE n = 1", "CHECK-COLUMN"),
    ("UPDATE record SET conflicts = 0 WHERE n = 1", "CHECK-COLUMN"),
    ("UPDATE record SET area = 77 WHERE n = 1", "CHECK-COLUMN"),
    ("UPDATE record SET unsent = 0 WHERE n = 1", "CHECK-COLUMN"),
    ("UPDATE record SET acknowledged = x'ff' WHERE n = 2", "CHECK-COLUMN"),
    ("UPDATE pending SET writes = x'00'", "CHECK-VALUE"),
    ("UPDATE pending SET record = 9", "CHECK-ORPHAN"),
    ("UPDATE document SET record = 9", "CHECK-ORPHAN"),
    ("UPDATE document SET bytes = x'00'", "CHECK-VALUE"),
    ("UPDATE cursor SET server = x'00'", "CHECK-VALUE"),
    ("UPDATE quarantine SET bytes = x'00'", "CHECK-VALUE"),
    ("UPDATE definition SET source = x'00'", "CHECK-DEFINITION"),
    ("DELETE FROM definition", "CHECK-NO-DEFINITION"),
    ("DELETE FROM seal WHERE revision = 2", "CHECK-OWN-SEAL"),
    ("DELETE FROM seal WHERE replica <> 1", "CHECK-SEAL"),
    ("UPDATE seal SET entry = x'00' WHERE revision = 1", "CHECK-VALUE"),
    ("UPDATE seal SET record = x'00' WHERE revision = 3", "CHECK-CONTEXT"),
    ("DELETE FROM feedMark WHERE sequence = 2", "CHECK-FEED"),
    ("UPDATE feedMark SET hash = x'00' WHERE sequence = 3", "CHECK-FEED"),
    ("DELETE FROM feed WHERE record = 2", "CHECK-FEED"),
    ("DELETE FROM setting WHERE name = 'identity'", "CHECK-IDENTITY"),
    ("UPDATE setting SET value = x'00' WHERE name = 'identity'", "CHECK-IDENTITY"),
  ])
  func oneThingWrongIsNamed(_ sql: String, _ code: String) throws {
    _ = try usedStore()
    try alter(sql)
    #expect(try codes().contains(code))
  }

  @Test func aChainThatDoesNotFollowIsNamed() throws {
    let (_, ids) = try usedStore()
    // Another record's state under the id: it opens, and is not what the chain was made of.
    let cipher = ValueCipher.plain
    let store = try Store.open(at: folder.path, environment: TestWorld().environment)
    var forged = Record(id: ids[1], kind: .response)
    let line = try #require(try store.outgoing(.all, limit: 9)[1].seals.first)
    var pending = PendingWrites(author: ana)
    pending.save(.text("forged"), to: answer("/data/q"), shown: forged)
    forged.seal(pending, as: line.dot, at: line.stamp.time)
    let id = Array(
      try #require(
        try DatabaseQueue(path: folder.path + "/campo.sqlite").read {
          try Data.fetchOne($0, sql: "SELECT id FROM record WHERE n = 2")
        }))
    let sealed = cipher.seal(
      RecordCoder.encode(forged), ValueCipher.Place(table: "record", row: id))
    let queue = try DatabaseQueue(path: folder.path + "/campo.sqlite")
    try queue.write {
      try $0.execute(
        sql: "UPDATE record SET state = ? WHERE n = 2", arguments: [Data(sealed)])
    }
    #expect(try codes().contains("CHECK-CHAIN"))
  }

  @Test func anOlderStateThanWasSealedIsNamed() throws {
    let (store, ids) = try usedStore()
    let old = try DatabaseQueue(path: folder.path + "/campo.sqlite").read {
      try Data.fetchOne($0, sql: "SELECT state FROM record WHERE n = 3")
    }
    try store.seal(ids[2])
    let queue = try DatabaseQueue(path: folder.path + "/campo.sqlite")
    try queue.write {
      try $0.execute(sql: "UPDATE record SET state = ? WHERE n = 3", arguments: [old])
    }
    #expect(try codes().contains("CHECK-CONTEXT"))
  }

  @Test func whatIsNoStoreIsAFinding() throws {
    let (store, _) = try usedStore()
    try store.close()
    let path = folder.path + "/campo.sqlite"
    var bytes = try Data(contentsOf: URL(filePath: path))
    bytes[3] ^= 1
    try bytes.write(to: URL(filePath: path))
    #expect(try codes() == ["CHECK-HEADER"])
    #expect(throws: StoreError.self) { try StoreCheck.run(at: other.path + "-none") }
  }

  /// SQLite reads a log up to the first frame that does not follow, and says nothing.
  @Test func aLogBrokenBeforeItsEndIsNamed() throws {
    let (store, ids) = try usedStore()
    let path = URL(filePath: folder.path + "/campo.sqlite-wal")
    try store.answer(ids[1], "/data/r", "last but one")
    try store.answer(ids[1], "/data/s", "last")
    var log = try Data(contentsOf: path)
    let frame = 24 + 4096
    let count = (log.count - 32) / frame
    log[32 + frame * (count - 4) + 1000] ^= 1
    let copy = folder.path + "-copy"
    try FileManager.default.copyItem(atPath: folder.path, toPath: copy)
    defer { try? FileManager.default.removeItem(atPath: copy) }
    try FileManager.default.removeItem(atPath: copy + "/campo.sqlite-shm")
    try log.write(to: URL(filePath: copy + "/campo.sqlite-wal"))
    let report = try StoreCheck.run(at: copy)
    #expect(report.findings.map(\.code) == ["CHECK-LOG"])
    #expect(!report.isSound)
  }
}
