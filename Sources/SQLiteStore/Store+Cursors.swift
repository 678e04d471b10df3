import Foundation
import GRDB
import Replication
public import SyncProtocol

public import struct SyncProtocol.Cursor

extension Store {
  /// How far this store has read its upstream's feed of an area; nil before the first time.
  public func cursor(of area: String) throws(StoreError) -> Cursor? {
    try cursors().first { $0.area == area }
  }

  /// All cursors, by area.
  public func cursors() throws(StoreError) -> [Cursor] {
    try read { database in
      try Row.fetchAll(
        database, sql: "SELECT server, epoch, area, sequence, hash FROM cursor ORDER BY area"
      ).map { try Cursor($0) }
    }
  }

  /// Stores cursors, each instead of the last of its area.
  public func put(_ cursors: [Cursor]) throws(StoreError) {
    try write { database in
      for cursor in cursors { try self.put(database, cursor) }
    }
  }

  func put(_ database: Database, _ cursor: Cursor) throws {
    try database.execute(
      sql: """
        INSERT OR REPLACE INTO cursor (area, server, epoch, sequence, hash) VALUES (?, ?, ?, ?, ?)
        """,
      arguments: [
        cursor.area, cursor.server.data, Int64(bitPattern: cursor.epoch),
        Int64(bitPattern: cursor.sequence), Data(cursor.feedHash),
      ])
    try dropFeedEnd(database, coveredBy: cursor)
  }
}

extension Cursor {
  /// - Parameter row: server, epoch, area, sequence, hash.
  init(_ row: Row) throws {
    self.init(
      server: try ReplicaID(data: row[0]), epoch: UInt64(bitPattern: row[1]), area: row[2],
      sequence: UInt64(bitPattern: row[3]), feedHash: Array(row[4] as Data))
  }
}
