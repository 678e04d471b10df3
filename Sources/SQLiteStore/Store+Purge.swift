import Foundation
import GRDB
import RecordCoding
public import Replication
public import SyncProtocol

/// A response that this device let go of, since its server holds it and a backup has it.
public struct PurgedRecord: Hashable, Sendable {
  public let id: RecordID
  /// What was here of it: a state within this does not come back.
  public let context: VersionVector
  /// The questionnaire's canonical hash.
  public let definition: String
  public let area: String
  public let time: WallTime
}

/// Why a response was not let go of.
public enum PurgeRefusal: Hashable, Sendable, CaseIterable {
  /// Something in it is not sealed, or the server is not known to have it as it is.
  case unsent
  /// The server's receipt does not cover what is here of it.
  case uncovered
  /// A file that is here and that it names, or once named, is not proved to be elsewhere.
  case attachment
}

extension Store {
  /// Lets go of a response and leaves a stub: its state, its documents, its place in the feed and the
  /// files that only it names go, its lines of the seal log stay.
  /// - Parameters:
  ///   - covered: what the server has proved to hold of it.
  ///   - attachments: the files that the server has proved to hold.
  /// - Returns: why not; nil where it was done.
  /// - Throws: `.noRecord`.
  public func purge(
    _ id: RecordID, covered: VersionVector, attachments: Set<AttachmentDigest>
  ) throws(StoreError) -> PurgeRefusal? {
    try write { database in
      let row = try self.existingRow(database, id)
      let waits = try self.lastPending(database, row.number) != nil
      if waits || !row.acknowledged.covers(row.record.context) { return .unsent }
      if !covered.covers(row.record.context) { return .uncovered }
      guard try self.dropUses(database, record: row.number, proven: attachments) else {
        return .attachment
      }
      for sql in [
        "DELETE FROM document WHERE record = ?", "DELETE FROM feed WHERE record = ?",
        "DELETE FROM record WHERE n = ?",
      ] { try database.execute(sql: sql, arguments: [row.number]) }
      try self.dropAside(database, record: row.number)
      try database.execute(
        sql: """
          INSERT OR REPLACE INTO purged (id, context, definition, area, time)
          VALUES (?, ?, ?, ?, ?)
          """,
        arguments: [
          id.data, Data(RecordCoder.encode(row.record.context)),
          row.record.text(of: RegisterKey.Field.definition) ?? "",
          row.record.text(of: RegisterKey.Field.area) ?? "", self.environment.now().milliseconds,
        ])
      return nil
    }
  }

  /// The stubs, oldest first, after the `skipping` first ones.
  public func purged(skipping: Int = 0, limit: Int = 100) throws(StoreError) -> [PurgedRecord] {
    try read { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT id, context, definition, area, time FROM purged ORDER BY time, id
          LIMIT ? OFFSET ?
          """, arguments: [limit, skipping]
      ).map { row in
        PurgedRecord(
          id: try RecordID(data: row[0]),
          context: try RecordCoder.decodeContext(Array(row[1] as Data)),
          definition: row[2], area: row[3], time: WallTime(milliseconds: row[4]))
      }
    }
  }

  /// Whether a state says nothing beyond what was here when its record was let go of. One that
  /// does comes back, and its stub goes where it holds all that was here.
  func isPurged(_ database: Database, _ arrived: Replication.Record) throws -> Bool {
    let bytes = try Data.fetchOne(
      database.cachedStatement(sql: "SELECT context FROM purged WHERE id = ?"),
      arguments: [arrived.id.data])
    guard let bytes else { return false }
    let context = try RecordCoder.decodeContext(Array(bytes))
    if context.covers(arrived.context) { return true }
    if arrived.context.covers(context) {
      try database.execute(sql: "DELETE FROM purged WHERE id = ?", arguments: [arrived.id.data])
    }
    return false
  }
}

extension Store {
  /// Where records stand in the feeds of their areas; those that are not sealed are left out.
  public func feedPlaces(
    of ids: [RecordID]
  ) throws(StoreError) -> [RecordID: (area: String, sequence: UInt64)] {
    if ids.isEmpty { return [:] }
    return try read { database in
      let statement = try database.cachedStatement(
        sql: """
          SELECT area.name, feed.sequence FROM record
          JOIN feed ON feed.record = record.n AND feed.area = record.area
          JOIN area ON area.n = feed.area
          WHERE record.id = ? AND feed.movedTo IS NULL
          """)
      var places: [RecordID: (area: String, sequence: UInt64)] = [:]
      for id in ids {
        guard let row = try Row.fetchOne(statement, arguments: [id.data]) else { continue }
        places[id] = (area: row[0], sequence: UInt64(bitPattern: row[1]))
      }
      return places
    }
  }

  /// A store as a backup holds it: which feed it is, how far it goes, and the number of the last file.
  /// It is only read.
  package static func feedPositions(
    ofBackup directory: String, environment: StoreEnvironment = .system
  ) throws(StoreError)
    -> (
      replica: ReplicaID, epoch: UInt64, positions: [String: FeedPosition], attachments: UInt64
    )
  {
    let store = try reading(at: directory, environment)
    defer { store.endReading() }
    var positions: [String: FeedPosition] = [:]
    for area in try store.areas() { positions[area] = try store.feedPosition(in: area) }
    return (try store.replica, try store.epoch, positions, try store.lastHeldAttachment())
  }
}

extension Store {
  /// Lets go of the files that a record names, but for those that another names.
  /// - Returns: false, with nothing done, where one that is here is not proved to be elsewhere.
  private func dropUses(
    _ database: Database, record number: Int64, proven: Set<AttachmentDigest>
  ) throws -> Bool {
    let used = try Row.fetchAll(
      database,
      sql: """
        SELECT attachment.n, digest, held IS NOT NULL OR EXISTS (
          SELECT 1 FROM attachmentPiece WHERE attachment = attachment.n AND source = '')
        FROM attachmentUse
        JOIN attachment ON attachment.n = attachmentUse.attachment WHERE record = ?
        """, arguments: [number])
    for row in used where row[2] {
      guard let digest = AttachmentDigest(Array(row[1] as Data)), proven.contains(digest) else {
        return false
      }
    }
    try database.execute(sql: "DELETE FROM attachmentUse WHERE record = ?", arguments: [number])
    // What is saved and not sealed may name any file.
    if try Bool.fetchOne(database, sql: "SELECT EXISTS (SELECT 1 FROM pending)") == true {
      return true
    }
    for row in used {
      let attachment: Int64 = row[0]
      let isUsed = try Bool.fetchOne(
        database, sql: "SELECT EXISTS (SELECT 1 FROM attachmentUse WHERE attachment = ?)",
        arguments: [attachment])
      if isUsed == true { continue }
      for sql in [
        "DELETE FROM attachmentPiece WHERE attachment = ?",
        "DELETE FROM attachmentHolder WHERE attachment = ?", "DELETE FROM attachment WHERE n = ?",
      ] { try database.execute(sql: sql, arguments: [attachment]) }
    }
    return true
  }
}
