import Foundation
import GRDB
import RecordCoding
public import Replication
import SyncProtocol

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
}

extension Store {
  /// Lets go of a response and leaves a stub: its state, its documents and its place in the feed go,
  /// its lines of the seal log stay.
  /// - Parameter covered: what the server has proved to hold of it.
  /// - Returns: why not; nil where it was done.
  /// - Throws: `.noRecord`.
  public func purge(
    _ id: RecordID, covered: VersionVector
  ) throws(StoreError) -> PurgeRefusal? {
    try write { database in
      let row = try self.existingRow(database, id)
      let waits = try self.lastPending(database, row.number) != nil
      if waits || !row.acknowledged.covers(row.record.context) { return .unsent }
      if !covered.covers(row.record.context) { return .uncovered }
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
  /// Where a record stands in its area's feed; nil where it is not sealed.
  public func feedPlace(of id: RecordID) throws(StoreError) -> (area: String, sequence: UInt64)? {
    try read { database in
      try Row.fetchOne(
        database.cachedStatement(
          sql: """
            SELECT area.name, feed.sequence FROM record
            JOIN feed ON feed.record = record.n AND feed.area = record.area
            JOIN area ON area.n = feed.area
            WHERE record.id = ? AND feed.movedTo IS NULL
            """), arguments: [id.data]
      ).map { (area: $0[0] as String, sequence: UInt64(bitPattern: $0[1])) }
    }
  }

  /// A store as a backup holds it: which feed it is, and how far it goes. It is only read.
  package static func feedPositions(
    ofBackup directory: String, environment: StoreEnvironment = .system
  ) throws(StoreError) -> (replica: ReplicaID, epoch: UInt64, positions: [String: FeedPosition]) {
    do {
      let reading = try StoreReading(of: directory, environment)
      defer { reading.end() }
      var positions: [String: FeedPosition] = [:]
      for area in try reading.store.areas() {
        positions[area] = try reading.store.feedPosition(in: area)
      }
      return (try reading.store.replica, try reading.store.epoch, positions)
    } catch {
      throw StoreError(error, at: StoreFile(directory: directory).path)
    }
  }
}
