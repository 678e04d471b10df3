import Foundation
import GRDB
import Messages
import RecordCoding
public import Replication
import SyncProtocol

public import struct Replication.Record

extension Store {
  /// Tries again what is in quarantine for being of a newer version or over a limit: newer software
  /// may take it. What it takes is merged and leaves the quarantine, and the log says how many; the
  /// rest stays. To be called when a program begins to work with a store.
  /// - Parameter checking: as for `merge`.
  /// - Returns: how many left the quarantine.
  @discardableResult
  public func retryQuarantined(
    checking: (Record) throws -> [String: StoredDocument] = { _ in [:] }
  ) throws(StoreError) -> Int {
    var last: Int64 = 0
    var taken = 0
    while let number = try nextToRetry(after: last) {
      last = number
      if try write({ try self.retry($0, number, checking) }) { taken += 1 }
    }
    guard taken > 0 else { return 0 }
    try log(
      code: "QUARANTINE-TAKEN",
      Message(
        es: "\(taken) respuestas que estaban apartadas ya se pueden leer y se unieron.",
        en: "\(taken) responses that were kept apart can be read now and were merged."))
    return taken
  }

  private func nextToRetry(after last: Int64) throws(StoreError) -> Int64? {
    try read { database in
      try Int64.fetchOne(
        database,
        sql: """
          SELECT n FROM quarantine WHERE n > ? AND code IN ('RECORD-NEWER', 'RECORD-TOO-LARGE')
          ORDER BY n LIMIT 1
          """, arguments: [last])
    }
  }

  /// Whether the row left the quarantine.
  private func retry(
    _ database: Database, _ number: Int64,
    _ checking: (Record) throws -> [String: StoredDocument]
  ) throws -> Bool {
    let row = try Row.fetchOne(
      database, sql: "SELECT record, digest, source, bytes FROM quarantine WHERE n = ?",
      arguments: [number])
    // Another process may have been first.
    guard let row else { return false }
    let bytes: [UInt8]
    do {
      bytes = try opened(row[3], Self.quarantinePlace(row[1]))
    } catch {
      try note(database, error)
      return false
    }
    let encoded = EncodedRecord(id: try RecordID(data: row[0]), bytes: bytes)
    var keys = KnownKeys()
    let outcome = try take(
      database, Arrival(encoded: encoded, origin: .peer(row[2])), sharing: &keys,
      checking: checking)
    if case .quarantined = outcome.result { return false }
    try database.execute(sql: "DELETE FROM quarantine WHERE n = ?", arguments: [number])
    return true
  }
}
