import Foundation
import GRDB
import Replication

import struct Replication.Record

extension StoreCheck {
  /// Every area's feed has a mark for each number it ever gave, and its rows are of records and
  /// areas that are here.
  mutating func checkFeeds() throws {
    try forEachRow(
      """
      SELECT name, sequence,
        (SELECT count(*) FROM feedMark WHERE feedMark.area = area.n),
        (SELECT max(sequence) FROM feedMark WHERE feedMark.area = area.n),
        (SELECT count(*) FROM feed WHERE feed.area = area.n),
        (SELECT count(*) FROM feed LEFT JOIN feedMark
          ON feedMark.area = feed.area AND feedMark.sequence = feed.sequence
          WHERE feed.area = area.n AND feedMark.hash IS NULL)
      FROM area ORDER BY n
      """
    ) { check, row in
      let (name, last) = (row.text(0) ?? "", row.int(1) ?? 0)
      check.report.feedRows += Int(row.int(4) ?? 0)
      if row.int(2) != last || (row.int(3) ?? 0) != last {
        check.add(.feed, at: "area \(name)", "\(row.int(2) ?? 0) of \(last)")
      }
      if row.int(5) != 0 { check.add(.feed, at: "area \(name)", "\(row.int(5) ?? 0)") }
    }
    try forEachRow(
      """
      SELECT feed.area, feed.sequence FROM feed
      LEFT JOIN record ON record.n = feed.record LEFT JOIN area ON area.n = feed.movedTo
      WHERE record.n IS NULL OR (feed.movedTo IS NOT NULL AND area.n IS NULL)
      """
    ) { check, row in
      check.add(.orphan, at: "feed \(row.int(0) ?? 0):\(row.int(1) ?? 0)")
    }
  }

  /// A sealed record stands in its area's feed, under a mark that follows from the one before and
  /// from this very state.
  mutating func checkFeed(
    of record: Record, number: Int64, area: Int64, digest: [UInt8]
  ) throws {
    let place = "record \(record.id)"
    let row = try Row.fetchOne(
      database.cachedStatement(
        sql: """
          SELECT feed.sequence, feed.movedTo, mark.hash, last.hash FROM feed
          LEFT JOIN feedMark AS mark
            ON mark.area = feed.area AND mark.sequence = feed.sequence
          LEFT JOIN feedMark AS last
            ON last.area = feed.area AND last.sequence = feed.sequence - 1
          WHERE feed.area = ? AND feed.record = ?
          """), arguments: [area, number]
    ).map(DoubtfulRow.init)
    guard let row, let sequence = row.int(0), row.isNull(1) else {
      add(.feed, at: place)
      return
    }
    let before = row.data(3).map { Array($0) } ?? []
    let mark = Store.feedMark(
      after: before, sequence: UInt64(bitPattern: sequence), isMoved: false, digest)
    if row.data(2).map({ Array($0) }) != mark { add(.feed, at: place, "\(sequence)") }
  }
}
