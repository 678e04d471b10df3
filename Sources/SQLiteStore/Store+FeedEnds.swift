import Foundation
import GRDB
public import Replication
public import SyncProtocol

public import struct SyncProtocol.Cursor

// A cursor shows an upstream that was put back to an old copy in its own file what it has lost of the
// areas that are followed, once it is stored. Receipts come before cursors, and of other areas too: what
// they acknowledge is lost there as well. So beside the receipts stands where the feeds ended that their
// records belong to, until a cursor goes as far.

extension Store {
  /// Where feeds of this upstream and of others ended when their receipts came, as far as no cursor
  /// shows it: as many as one request may carry, those of the upstream that is followed first.
  public func offeredFeedEnds() throws(StoreError) -> [Cursor] {
    let followed = try followedUpstream()
    return try read { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT server, epoch, area, sequence, hash FROM upstreamFeedEnd
          ORDER BY server = ? AND epoch = ? DESC, server, epoch, area LIMIT ?
          """,
        arguments: [
          followed?.server.data, (followed?.epoch).map(Int64.init(bitPattern:)), SyncLimits.areas,
        ]
      ).map { try Cursor($0) }
    }
  }

  /// The areas that these records belong to here, in order.
  public func areas(of records: [RecordID]) throws(StoreError) -> [String] {
    try read { database in
      let statement = try database.cachedStatement(
        sql: "SELECT area.name FROM record JOIN area ON area.n = record.area WHERE record.id = ?")
      var areas: Set<String> = []
      for id in records {
        if let area = try String.fetchOne(statement, arguments: [id.data]) { areas.insert(area) }
      }
      return areas.sorted()
    }
  }

  func keep(_ database: Database, feedEnds: [Cursor]) throws {
    for end in feedEnds where end.sequence > 0 {
      try database.cachedStatement(
        sql: """
          INSERT INTO upstreamFeedEnd (server, epoch, area, sequence, hash) VALUES (?, ?, ?, ?, ?)
          ON CONFLICT DO UPDATE SET sequence = excluded.sequence, hash = excluded.hash
          WHERE excluded.sequence > sequence
          """
      ).execute(arguments: [
        end.server.data, Int64(bitPattern: end.epoch), end.area,
        Int64(bitPattern: end.sequence), Data(end.feedHash),
      ])
    }
  }

  func dropFeedEnd(_ database: Database, coveredBy cursor: Cursor) throws {
    try database.cachedStatement(
      sql: """
        DELETE FROM upstreamFeedEnd WHERE server = ? AND epoch = ? AND area = ? AND sequence <= ?
        """
    ).execute(arguments: [
      cursor.server.data, Int64(bitPattern: cursor.epoch), cursor.area,
      Int64(bitPattern: cursor.sequence),
    ])
  }

  /// Of an upstream whose receipts are forgotten.
  func dropFeedEnds(_ database: Database, of upstream: UpstreamHistory) throws {
    try database.execute(
      sql: "DELETE FROM upstreamFeedEnd WHERE server = ? AND epoch = ?",
      arguments: [upstream.server.data, Int64(bitPattern: upstream.epoch)])
  }
}
