import Foundation
import GRDB
import RecordCoding
public import Replication
public import SyncProtocol

public import struct Replication.Record
public import struct SyncProtocol.Cursor

/// A sealed record on its way out.
public struct OutgoingRecord: Hashable, Sendable {
  /// Its place in the store: pass the last one's to go on after it.
  public let position: Int64
  public let id: RecordID
  /// Canonical.
  public let bytes: [UInt8]
  /// What the state has seen.
  public let context: VersionVector
  /// What the upstream is known to have seen of it.
  public let acknowledged: VersionVector
  /// The lines of the seal log that speak of it, all: only with them a receiver can tell which
  /// twin's revisions a state means, should a replica turn out to be forked.
  public let seals: [SealEntry]

  /// As a batch carries it.
  public var encoded: EncodedRecord { EncodedRecord(id: id, bytes: bytes) }
}

extension Store {
  /// Which records to hand out.
  public enum Selection: Hashable, Sendable {
    case all
    /// Those the upstream is not known to have in their present state.
    case unacknowledged
    case area(String)
  }

  /// Records to hand out, in the order of their places. Everything pending is sealed first; what
  /// is damaged is left out, and the log says so.
  /// - Parameters:
  ///   - position: 0, or the last one's place of the page before.
  ///   - maxBytes: stops after the record that reaches so many bytes; one is always given.
  ///
  /// It stops too before their lines of the seal log could be more than one batch may carry.
  public func outgoing(
    _ selection: Selection = .unacknowledged, after position: Int64 = 0, limit: Int,
    maxBytes: Int = .max
  ) throws(StoreError) -> [OutgoingRecord] {
    try sealAll()
    let (records, damages) = try read { database in
      let rows = try Row.fetchCursor(
        database.cachedStatement(sql: selection.query),
        arguments: selection.arguments + [position])
      var records: [OutgoingRecord] = []
      var damages: [DamagedValue] = []
      var bytes = 0
      var seals = 0
      while records.count < limit, bytes < maxBytes,
        seals + SyncLimits.recordSeals <= SyncLimits.batchSeals, let row = try rows.next()
      {
        do {
          let record = try self.outgoing(database, row)
          bytes += record.bytes.count
          seals += record.seals.count
          records.append(record)
        } catch let damage as DamagedValue {
          damages.append(damage)
        }
      }
      return (records, damages)
    }
    try note(damages)
    return records
  }

  /// Records that the upstream is not known to have as they are, pending ones included.
  public func unacknowledgedCount() throws(StoreError) -> Int {
    // Two counts over small indices, where one over both conditions would read every record.
    try read {
      try Int.fetchOne(
        $0,
        sql: """
          SELECT (SELECT count(*) FROM record WHERE unsent = 1) + (
            SELECT count(*) FROM (SELECT DISTINCT record AS n FROM pending) AS waiting
            JOIN record ON record.n = waiting.n WHERE record.unsent = 0)
          """) ?? 0
    }
  }

  /// Notes what the upstream has, by its receipts. A receipt without a context says that the state
  /// it was given for is kept there and not understood: it is not offered again until it changes.
  /// - Parameter ends: where the upstream's feeds ended then. No crash leaves the receipts without.
  public func acknowledge(
    _ receipts: [Receipt], at ends: [Cursor] = []
  ) throws(StoreError) {
    try write { database in
      if !receipts.isEmpty { try self.keep(database, feedEnds: ends) }
      for receipt in receipts {
        guard var row = try self.recordRow(database, receipt.record) else { continue }
        if receipt.context.isEmpty { row.refused = receipt.digest }
        row.acknowledged.merge(receipt.context)
        try self.updateAcknowledged(database, row)
      }
    }
  }

  /// A record as it lies here sealed, with the lines about it; nil where it is not, or damaged.
  public func sealed(
    _ id: RecordID
  ) throws(StoreError) -> (record: Record, lines: [SealEntry])? {
    try read { database in
      do {
        guard let row = try self.recordRow(database, id) else { return nil }
        return (row.record, try self.sealEntries(database, of: id))
      } catch is DamagedValue {
        return nil
      }
    }
  }

  private func outgoing(
    _ database: Database, _ row: Row
  ) throws -> OutgoingRecord {
    let id = try RecordID(data: row[1])
    let record = try record(database, id, sealed: row[2])
    return OutgoingRecord(
      position: row[0], id: id, bytes: RecordCoder.encode(record), context: record.context,
      acknowledged: try acknowledged(id, row[3]),
      seals: Array(try sealEntries(database, of: id).prefix(SyncLimits.recordSeals)))
  }
}

extension Store.Selection {
  fileprivate var query: String {
    let condition =
      switch self {
      case .all: "1"
      case .unacknowledged: "unsent = 1"
      case .area: "area = (SELECT n FROM area WHERE name = ?)"
      }
    return """
      SELECT n, id, state, acknowledged FROM record WHERE \(condition) AND n > ? ORDER BY n
      """
  }

  fileprivate var arguments: StatementArguments {
    if case .area(let name) = self { [name] } else { [] }
  }
}
