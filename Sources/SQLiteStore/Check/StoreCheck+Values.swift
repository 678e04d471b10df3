import Foundation
import GRDB
import RecordCoding
import Replication

extension StoreCheck {
  mutating func checkIdentity() throws {
    do {
      report.replica = try Store.identity(database).replica
    } catch is RecordDecodingError {
      add(.identity, at: "setting identity")
    } catch let error as DatabaseError where error.message == Store.noIdentity {
      add(.identity, at: "setting identity")
    }
  }

  mutating func checkSettings() throws {
    try forEachRow("SELECT name, value FROM setting WHERE name LIKE 'setting.%'") { check, row in
      let name = row.text(0) ?? ""
      let place = ValueCipher.Place(table: "setting", row: Array(name.utf8))
      if !check.opens(row.data(1), place) { check.add(.value, at: "setting \(name)") }
    }
  }

  /// Every name opens, has its digest beside it, and none is missing: either table would do, and
  /// the damage of one is to be known before the other has some.
  mutating func checkNames(in table: String) throws {
    var next = 1
    try forEachRow("SELECT n, digest, bytes FROM \(table) ORDER BY n") { check, row in
      let number = Int(row.int(0) ?? 0)
      if number > next { check.add(.name, at: "\(table) \(next)") }
      next = max(next, number) + 1
      let name = row.data(2).flatMap { check.store.openedName($0, number) }
      if name.map(Store.nameDigest(of:)) != row.data(1) {
        check.add(.name, at: "\(table) \(number)")
      }
    }
    let last = try Int.fetchOne(
      database,
      sql:
        "SELECT max(n) FROM (\(Store.nameTables.map { "SELECT n FROM \($0)" }.joined(separator: " UNION ALL ")))"
    )
    if let last, last >= next { add(.name, at: "\(table) \(next)") }
  }

  /// A questionnaire's hash is the SHA-256 of its canonical form.
  mutating func checkDefinitions() throws {
    try forEachRow("SELECT hash, source FROM definition") { check, row in
      check.report.definitions += 1
      let hash = row.text(0) ?? ""
      let found = row.data(1).map { sha256(Array($0)).hexadecimal }
      if found != hash { check.add(.definition, at: "definition \(hash)") }
    }
  }

  mutating func checkPending() throws {
    try forEachRow(
      """
      SELECT pending.record, pending.place, pending.writes, record.id FROM pending
      LEFT JOIN record ON record.n = pending.record
      """
    ) { check, row in
      check.report.pendingRows += 1
      guard let number = row.int(0), let place = row.int(1) else {
        check.add(.value, at: "pending")
        return
      }
      let name = row.data(3).flatMap(check.recordID).map { "\($0)" } ?? "\(number)"
      if row.isNull(3) { check.add(.orphan, at: "pending \(number)") }
      guard let writes = row.data(2), check.decodes(writes, number, place) else {
        check.add(.value, at: "pending \(name):\(place)")
        return
      }
    }
  }

  mutating func checkDocuments() throws {
    try forEachRow(
      """
      SELECT document.record, document.kind, document.bytes, record.id FROM document
      LEFT JOIN record ON record.n = document.record
      """
    ) { check, row in
      let (number, kind) = (row.int(0) ?? 0, row.text(1) ?? "")
      if row.isNull(3) { check.add(.orphan, at: "document \(number)") }
      if !check.opens(row.data(2), Store.documentPlace(number, kind)) {
        check.add(.value, at: "document \(number) \(kind)")
      }
    }
  }

  mutating func checkCursors() throws {
    try forEachRow("SELECT area, server, epoch, sequence, hash FROM cursor") { check, row in
      let isWhole =
        row.data(1)?.count == 16 && (row.int(2) ?? -1) >= 0 && (row.int(3) ?? -1) >= 0
        && row.data(4) != nil
      if !isWhole { check.add(.value, at: "cursor \(row.text(0) ?? "")") }
    }
  }

  mutating func checkOtherUpstreams() throws {
    try forEachRow("SELECT upstream, record, acknowledged FROM otherAcknowledged") { check, row in
      let context = row.data(2).map { Array($0) }
      if !(context.map(check.isContext) ?? row.isNull(2)) {
        check.add(.value, at: "otherAcknowledged \(row.int(0) ?? 0) \(row.int(1) ?? 0)")
      }
    }
  }

  mutating func checkPurged() throws {
    try forEachRow("SELECT id, context FROM purged") { check, row in
      let context = row.data(1).map { Array($0) } ?? []
      if row.data(0).flatMap(check.recordID) == nil || !check.isContext(context) {
        check.add(.value, at: "purged \(row.data(0).map { Array($0).hexadecimal } ?? "?")")
      }
    }
  }

  private func isContext(_ bytes: [UInt8]) -> Bool {
    do throws(RecordDecodingError) {
      _ = try RecordCoder.decodeContext(bytes)
      return true
    } catch {
      return false
    }
  }

  mutating func checkQuarantine() throws {
    try forEachRow("SELECT n, digest, bytes FROM quarantine") { check, row in
      check.report.quarantined += 1
      let digest = row.data(1) ?? Data()
      guard let bytes = check.opened(row.data(2), Store.quarantinePlace(digest)),
        sha256(bytes) == Array(digest)
      else {
        check.add(.value, at: "quarantine \(row.int(0) ?? 0)")
        return
      }
    }
  }

  private func decodes(_ writes: Data, _ number: Int64, _ place: Int64) -> Bool {
    do {
      _ = try store.decodedPending(number, place: place, writes)
      return true
    } catch {
      return false
    }
  }

  private func opens(_ sealed: Data?, _ place: ValueCipher.Place) -> Bool {
    opened(sealed, place) != nil
  }

  private func opened(_ sealed: Data?, _ place: ValueCipher.Place) -> [UInt8]? {
    guard let sealed else { return nil }
    return store.environment.cipher.open(Array(sealed), place)
  }
}
