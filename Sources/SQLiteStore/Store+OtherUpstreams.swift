import Foundation
import GRDB
import RecordCoding
import Replication
public import SyncProtocol

public import struct SyncProtocol.Cursor

// A device meets now a hub, now the server behind it. The columns of `record` and the table `cursor`
// speak of the one it followed last; of the others stands here what they acknowledged and how far their
// feeds were read, so that neither is offered or asked for again at each change.

extension Store {
  /// Of so many upstreams besides the one followed; the one not followed for longest is forgotten,
  /// and would be offered everything.
  static let otherUpstreams = 8

  /// The cursors of the upstream that is followed, then those of others that may answer instead; as
  /// many as one request may carry.
  public func offeredCursors() throws(StoreError) -> [Cursor] {
    let own = try cursors()
    let others = try read { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT otherUpstream.server, otherUpstream.epoch, area, sequence, hash FROM otherCursor
          JOIN otherUpstream ON otherUpstream.n = otherCursor.upstream
          ORDER BY otherUpstream.used DESC, area LIMIT ?
          """, arguments: [max(0, SyncLimits.areas - own.count)]
      ).map { try Cursor($0) }
    }
    return own + others
  }

  /// Puts aside what an upstream acknowledged and how far its feeds were read.
  func putAside(_ database: Database, _ upstream: UpstreamHistory) throws {
    try dropAside(database, upstream)
    let used = try Int64.fetchOne(database, sql: "SELECT max(used) FROM otherUpstream") ?? 0
    try database.execute(
      sql: "INSERT INTO otherUpstream (server, epoch, used) VALUES (?, ?, ?)",
      arguments: [upstream.server.data, Int64(bitPattern: upstream.epoch), used + 1])
    let number = database.lastInsertedRowID
    try database.execute(
      sql: """
        INSERT INTO otherAcknowledged (upstream, record, acknowledged, refused)
        SELECT ?, n, acknowledged, refused FROM record
        WHERE acknowledged IS NOT NULL OR refused IS NOT NULL
        """, arguments: [number])
    try database.execute(
      sql: """
        INSERT INTO otherCursor (upstream, area, sequence, hash)
        SELECT ?, area, sequence, hash FROM cursor WHERE server = ? AND epoch = ?
        """,
      arguments: [number, upstream.server.data, Int64(bitPattern: upstream.epoch)])
    let tooMany = try Row.fetchAll(
      database,
      sql: "SELECT n, server, epoch FROM otherUpstream ORDER BY used DESC LIMIT -1 OFFSET ?",
      arguments: [Self.otherUpstreams])
    for row in tooMany {
      try dropAside(database, number: row[0])
      try dropFeedEnds(
        database,
        of: UpstreamHistory(
          server: try ReplicaID(data: row[1]), epoch: UInt64(bitPattern: row[2])))
    }
  }

  /// Lets an upstream's receipts and cursors count again.
  /// - Returns: false where nothing of it was put aside.
  func takeUp(_ database: Database, _ upstream: UpstreamHistory) throws -> Bool {
    guard let number = try number(database, of: upstream) else { return false }
    try database.execute(
      sql: "UPDATE record SET acknowledged = NULL, refused = NULL, unsent = 1")
    let rows = try Row.fetchAll(
      database,
      sql: """
        SELECT record.id, otherAcknowledged.acknowledged, otherAcknowledged.refused
        FROM otherAcknowledged JOIN record ON record.n = otherAcknowledged.record
        WHERE otherAcknowledged.upstream = ?
        """, arguments: [number])
    for row in rows { try takeUp(database, row) }
    try database.execute(sql: "DELETE FROM cursor")
    try database.execute(
      sql: """
        INSERT INTO cursor (area, server, epoch, sequence, hash)
        SELECT area, ?, ?, sequence, hash FROM otherCursor WHERE upstream = ?
        """,
      arguments: [upstream.server.data, Int64(bitPattern: upstream.epoch), number])
    try dropAside(database, number: number)
    return true
  }

  private func takeUp(_ database: Database, _ row: Row) throws {
    do {
      guard var record = try recordRow(database, RecordID(data: row[0])) else { return }
      record.acknowledged =
        try (row[1] as Data?).map { try RecordCoder.decodeContext(Array($0)) }
        ?? VersionVector()
      record.refused = (row[2] as Data?).map { Array($0) }
      try updateAcknowledged(database, record)
    } catch let damage as DamagedValue {
      try note(database, damage)
    } catch is RecordDecodingError {
      // What cannot be read says nothing: the record is offered again.
      return
    }
  }

  /// Forgets what stands aside of an upstream.
  func dropAside(_ database: Database, _ upstream: UpstreamHistory) throws {
    guard let number = try number(database, of: upstream) else { return }
    try dropAside(database, number: number)
  }

  /// Forgets what other upstreams acknowledged of a record: its seals go by other names now, or it is
  /// let go of and its number is free.
  func dropAside(_ database: Database, record number: Int64) throws {
    try database.cachedStatement(sql: "DELETE FROM otherAcknowledged WHERE record = ?")
      .execute(arguments: [number])
  }

  private func dropAside(_ database: Database, number: Int64) throws {
    for sql in [
      "DELETE FROM otherAcknowledged WHERE upstream = ?",
      "DELETE FROM otherCursor WHERE upstream = ?", "DELETE FROM otherUpstream WHERE n = ?",
    ] { try database.execute(sql: sql, arguments: [number]) }
  }

  private func number(_ database: Database, of upstream: UpstreamHistory) throws -> Int64? {
    try Int64.fetchOne(
      database, sql: "SELECT n FROM otherUpstream WHERE server = ? AND epoch = ?",
      arguments: [upstream.server.data, Int64(bitPattern: upstream.epoch)])
  }
}
