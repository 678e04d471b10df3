import Foundation
import GRDB
import RecordCoding
import Replication

import struct Replication.Record

// One row a record: its state, compact, behind the cipher, and in clear what lists and the feed need.

/// A record with its row.
struct RecordRow {
  let number: Int64
  var record: Record
  /// What the upstream is known to have seen of it.
  var acknowledged: VersionVector
  /// The digest of a state that the upstream keeps without understanding it.
  var refused: [UInt8]?
  /// The area whose feed it stands in.
  var area: Int64
  /// Its state lies in the row as it did when its merge was foreseen.
  var isAsForeseen = false
}

/// A row that was written: its number, and the one that it got in its area's feed.
struct WrittenRow {
  let number: Int64
  let sequence: UInt64
}

/// What is written of a record's state: its area's number, and all of it.
private struct RecordColumns {
  let area: Int64
  let arguments: StatementArguments
}

/// A state that passes a limit of `CodingLimits`; nothing of it was written.
struct OutgrownRecord: Error {
  let id: RecordID
}

extension Store {
  /// The most canonical bytes at which a record still takes writes; half of what a reader accepts,
  /// so that two full siblings can be merged.
  static let fullRecordBytes = CodingLimits.recordBytes / 2

  static func statePlace(_ id: RecordID) -> ValueCipher.Place {
    ValueCipher.Place(table: "record", row: Array(id.data))
  }

  func recordNumber(_ database: Database, _ id: RecordID) throws -> Int64? {
    try Int64.fetchOne(
      database.cachedStatement(sql: "SELECT n FROM record WHERE id = ?"), arguments: [id.data])
  }

  func existingNumber(_ database: Database, _ id: RecordID) throws -> Int64 {
    guard let number = try recordNumber(database, id) else {
      throw StoreError(.noRecord(id), at: directory)
    }
    return number
  }

  func existingRow(_ database: Database, _ id: RecordID) throws -> RecordRow {
    guard let row = try recordRow(database, id) else {
      throw StoreError(.noRecord(id), at: directory)
    }
    return row
  }

  func recordRow(_ database: Database, _ id: RecordID) throws -> RecordRow? {
    var known = KnownKeys()
    return try recordRow(database, id, sharing: &known)
  }

  /// The same, of one of several records that name much alike.
  /// - Parameter held: what was read of it before; where the row still says that, it is not read again.
  func recordRow(
    _ database: Database, _ id: RecordID, sharing known: inout KnownKeys,
    unless held: ForeseenMerge.Held? = nil
  ) throws -> RecordRow? {
    let statement = try database.cachedStatement(
      sql: "SELECT n, acknowledged, refused, area, state FROM record WHERE id = ?")
    guard let row = try Row.fetchOne(statement, arguments: [id.data]) else { return nil }
    let sealed: Data = row[4]
    let unchanged = held.flatMap { $0.sealed == sealed ? $0.record : nil }
    return RecordRow(
      number: row[0],
      record: try unchanged
        ?? record(database, id, stored: opened(sealed, Self.statePlace(id)), sharing: &known),
      acknowledged: try acknowledged(id, row[1]),
      refused: (row[2] as Data?).map { Array($0) }, area: row[3],
      isAsForeseen: unchanged != nil)
  }

  /// What the upstream is known to have seen of a record, as its row has it.
  func acknowledged(_ id: RecordID, _ stored: Data?) throws -> VersionVector {
    guard let stored else { return VersionVector() }
    return try decoding(Self.statePlace(id)) { () throws(RecordDecodingError) in
      try RecordCoder.decodeContext(Array(stored))
    }
  }

  func record(_ database: Database, _ id: RecordID, sealed bytes: Data) throws -> Record {
    var known = KnownKeys()
    return try record(
      database, id, stored: try opened(bytes, Self.statePlace(id)), sharing: &known)
  }

  /// A stored state's canonical bytes.
  func canonicalBytes(
    _ database: Database, _ id: RecordID, sealed bytes: Data
  ) throws -> [UInt8] {
    let plain = try opened(bytes, Self.statePlace(id))
    if !RecordCoder.isCompact(plain) { return plain }
    var known = KnownKeys()
    return RecordCoder.encode(try record(database, id, stored: plain, sharing: &known))
  }

  /// A record's row whose state does not open, with the state's bytes as they stand.
  func damagedRow(_ database: Database, _ id: RecordID) throws
    -> (number: Int64, area: Int64, bytes: [UInt8])
  {
    let row = try Row.fetchOne(
      database, sql: "SELECT n, area, state FROM record WHERE id = ?", arguments: [id.data])
    guard let row else { throw StoreError(.noRecord(id), at: directory) }
    return (row[0], row[1], Array(row[2] as Data))
  }

  /// Inserts a record that nobody has written to; it enters a feed when it is first sealed.
  func insert(_ database: Database, _ record: Record, area: String, definition: String) throws
    -> RecordRow
  {
    let area = try areaNumber(database, adding: area)
    try database.cachedStatement(
      sql: """
        INSERT INTO record (id, kind, area, definition, stage, stale, conflicts, unsent, state)
        VALUES (?, ?, ?, ?, ?, 0, 0, 0, ?)
        """
    ).execute(arguments: [
      record.id.data, record.kind.rawValue, area, definition, record.status.stage.rawValue,
      sealed(try stored(database, record), Self.statePlace(record.id)),
    ])
    return RecordRow(
      number: database.lastInsertedRowID, record: record, acknowledged: VersionVector(),
      refused: nil, area: area)
  }

  /// Inserts a record that arrived, unless no reader would take it (`OutgrownRecord`), and gives it the
  /// next number of its area's feed.
  func insert(
    _ database: Database, arrived record: Record, acknowledged: VersionVector
  ) throws -> WrittenRow {
    let (columns, digest) = try columns(database, of: record, acknowledged, refused: nil)
    try database.cachedStatement(
      sql: """
        INSERT INTO record (area, definition, stage, stale, conflicts, unsent, acknowledged, refused,
          state, id, kind) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """
    ).execute(arguments: columns.arguments + [record.id.data, record.kind.rawValue])
    let row = RecordRow(
      number: database.lastInsertedRowID, record: record, acknowledged: acknowledged,
      refused: nil, area: columns.area)
    try noteUses(database, of: row)
    let sequence = try number(
      database, record: row.number, area: row.area, movedTo: nil, isNew: true, digest)
    return WrittenRow(number: row.number, sequence: sequence)
  }

  /// Writes a record's new state, unless no reader would take it (`OutgrownRecord`), and gives it
  /// the next number of its area's feed. A record that moved leaves a stub in the feed of the area
  /// before.
  @discardableResult
  func update(_ database: Database, _ row: RecordRow) throws -> WrittenRow {
    let (columns, digest) = try columns(
      database, of: row.record, row.acknowledged, refused: row.refused)
    let area = columns.area
    try database.cachedStatement(
      sql: """
        UPDATE record SET area = ?, definition = ?, stage = ?, stale = ?, conflicts = ?,
          unsent = ?, acknowledged = ?, refused = ?, state = ? WHERE n = ?
        """
    ).execute(arguments: columns.arguments + [row.number])
    try noteUses(database, of: row)
    if area != row.area, try isInFeed(database, record: row.number, area: row.area) {
      try number(database, record: row.number, area: row.area, movedTo: area, digest)
    }
    let sequence = try number(
      database, record: row.number, area: area, movedTo: nil, digest)
    return WrittenRow(number: row.number, sequence: sequence)
  }

  /// What a row says of a record's state, in the order in which it is written, and the state's digest.
  private func columns(
    _ database: Database, of record: Record, _ acknowledged: VersionVector, refused: [UInt8]?
  ) throws -> (columns: RecordColumns, digest: [UInt8]) {
    let bytes = try stored(database, record)
    guard RecordCoder.isReadable(record, compactBytes: bytes.count) else {
      throw OutgrownRecord(id: record.id)
    }
    let area = try areaNumber(
      database, adding: record.text(of: RegisterKey.Field.area) ?? "")
    let status = record.status
    let columns = RecordColumns(
      area: area,
      arguments: [
        area, record.text(of: RegisterKey.Field.definition) ?? "", status.stage.rawValue,
        status.isStale, record.disagreements,
        isUnsent(record, acknowledged, refused), Data(RecordCoder.encode(acknowledged)),
        refused.map { Data($0) }, sealed(bytes, Self.statePlace(record.id)),
      ])
    return (columns, sha256(bytes))
  }

  /// Writes only what the upstream is known to have.
  func updateAcknowledged(_ database: Database, _ row: RecordRow) throws {
    try database.cachedStatement(
      sql: "UPDATE record SET unsent = ?, acknowledged = ?, refused = ? WHERE n = ?"
    ).execute(arguments: [
      isUnsent(row.record, row.acknowledged, row.refused),
      Data(RecordCoder.encode(row.acknowledged)), row.refused.map { Data($0) }, row.number,
    ])
  }

  private func isUnsent(
    _ record: Record, _ acknowledged: VersionVector, _ refused: [UInt8]?
  ) -> Bool {
    if acknowledged.covers(record.context) { return false }
    return refused.map { $0 != sha256(RecordCoder.encode(record)) } ?? true
  }
}
