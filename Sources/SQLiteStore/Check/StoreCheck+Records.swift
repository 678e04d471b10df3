import Foundation
import GRDB
import RecordCoding
import Replication

import struct Replication.Record

extension StoreCheck {
  /// Every record opens, is canonical, agrees with what stands in clear beside it, with the seal
  /// log and with its area's feed.
  mutating func checkRecords() throws {
    try forEachRow(
      """
      SELECT record.n, record.id, record.kind, area.name, record.definition, record.stage,
        record.stale, record.conflicts, record.unsent, record.acknowledged, record.state,
        record.area, record.refused
      FROM record LEFT JOIN area ON area.n = record.area ORDER BY record.n
      """
    ) { check, row in
      check.report.records += 1
      guard let number = row.int(0), let bytes = row.data(1), let sealed = row.data(10) else {
        check.add(.value, at: "record \(row.int(0) ?? 0)")
        return
      }
      guard let id = check.recordID(bytes) else {
        check.add(.value, at: "record \(number)", "id")
        return
      }
      guard let (record, state) = try check.record(id, sealed) else { return }
      check.checkColumns(of: record, row)
      guard !record.context.isEmpty else { return }
      try check.checkContext(of: record)
      try check.checkFeed(of: record, number: number, area: row.int(11) ?? 0, digest: sha256(state))
      try check.checkDefinition(of: record)
    }
  }

  func recordID(_ bytes: Data) -> RecordID? {
    do throws(RecordDecodingError) {
      var reader = ByteReader(Array(bytes))
      let id = try reader.readRecordID()
      try reader.expectEnd()
      return id
    } catch {
      return nil
    }
  }

  private mutating func record(_ id: RecordID, _ sealed: Data) throws -> (Record, [UInt8])? {
    let record: Record
    let state: [UInt8]
    do {
      state = try store.opened(sealed, Store.statePlace(id))
    } catch {
      add(.value, at: "record \(id)")
      return nil
    }
    do {
      record = try store.record(database, id, sealed: sealed)
    } catch is DamagedValue {
      add(.value, at: "record \(id)", "state")
      return nil
    }
    if !RecordCoder.isCompact(state), RecordCoder.encode(record) != state {
      add(.canonical, at: "record \(id)")
    }
    return (record, state)
  }

  /// Of a record that was never sealed the row says what its pending writes begin with.
  private mutating func checkColumns(of record: Record, _ row: DoubtfulRow) {
    let place = "record \(record.id)"
    if row.int(2) != Int64(record.kind.rawValue) { add(.column, at: place, "kind") }
    if row.text(3) == nil { add(.column, at: place, "area") }
    guard let acknowledged = acknowledgedContext(row, place) else { return }
    guard !record.context.isEmpty else { return }
    let status = record.status
    let expected: [(String, Bool)] = [
      ("area", row.text(3) == record.text(of: RegisterKey.Field.area) ?? ""),
      ("definition", row.text(4) == record.text(of: RegisterKey.Field.definition) ?? ""),
      ("stage", row.int(5) == Int64(status.stage.rawValue)),
      ("stale", row.int(6) == (status.isStale ? 1 : 0)),
      ("conflicts", row.int(7) == Int64(record.disagreements)),
      // Offered again is no harm; held back is.
      ("unsent", row.int(8) == 1 || !row.isNull(12) || acknowledged.covers(record.context)),
    ]
    for (name, agrees) in expected where !agrees { add(.column, at: place, name) }
  }

  private mutating func acknowledgedContext(_ row: DoubtfulRow, _ place: String) -> VersionVector? {
    if row.isNull(9) { return VersionVector() }
    guard let bytes = row.data(9) else {
      add(.column, at: place, "acknowledged")
      return nil
    }
    do throws(RecordDecodingError) {
      return try RecordCoder.decodeContext(Array(bytes))
    } catch {
      add(.column, at: place, "acknowledged")
      return nil
    }
  }

  private mutating func checkDefinition(of record: Record) throws {
    guard let hash = record.text(of: RegisterKey.Field.definition), !hash.isEmpty else { return }
    let isHere = try Bool.fetchOne(
      database.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM definition WHERE hash = ?)"),
      arguments: [hash])
    if isHere != true {
      add(.missingDefinition, at: "record \(record.id)", String(hash.prefix(12)))
    }
  }
}
