import Foundation
import GRDB
import RecordCoding
import SQLiteStore

/// The version of the software before the last, as far as it shows on the disk and on the wire.
enum FormerSoftware {
  private static let newest = "10 ends of feeds, files handed over"

  /// Puts the closed store in a folder back to what the former version left: its schema, and nothing
  /// of receipts and keys, which it did not know. So it asks for none and tells none until its next
  /// enrolment, and its messages are the former version's to the byte.
  static func putBack(storeIn folder: String) throws {
    let database = try DatabaseQueue(path: folder + "/campo.sqlite")
    try database.write { database in
      let last = try String.fetchOne(
        database, sql: "SELECT identifier FROM grdb_migrations ORDER BY rowid DESC")
      guard last == newest else {
        throw Violation("nobody has said how this schema is put back", last ?? "none")
      }
      try writeCanonical(database)
      for sql in [
        "DROP TABLE name", "DROP TABLE nameCopy", "DROP TABLE purged",
        "DROP TABLE token", "ALTER TABLE enrolment DROP COLUMN hub",
        "ALTER TABLE enrolment DROP COLUMN certificate",
        "ALTER TABLE enrolment DROP COLUMN signingKey",
        "ALTER TABLE enrolment ADD COLUMN tokenHash BLOB", "DROP TABLE otherUpstream",
        "DROP TABLE otherAcknowledged", "DROP TABLE otherCursor", "DROP TABLE attachment",
        "DROP TABLE attachmentPiece", "DROP TABLE attachmentUse", "DROP TABLE attachmentHolder",
        "DROP TABLE upstreamFeedEnd",
        "DELETE FROM grdb_migrations WHERE CAST(identifier AS INTEGER) > 2",
        "DELETE FROM document WHERE kind = 'receipt'",
        """
        DELETE FROM setting
        WHERE name LIKE 'setting.receipt.%' OR name LIKE 'setting.horizon.%'
          OR name LIKE 'setting.signing.%' OR name LIKE 'setting.opening.%'
          OR name LIKE 'setting.office.%'
        """,
      ] { try database.execute(sql: sql) }
    }
    try database.close()
  }

  /// Spells out the names in all states. The feeds' marks go on from what they were.
  private static func writeCanonical(_ database: Database) throws {
    var names = NumberedNames()
    let cipher = ValueCipher.plain
    for row in try Row.fetchAll(database, sql: "SELECT n, bytes FROM name ORDER BY n") {
      let place = ValueCipher.Place(table: "name", row: Array("\(row[0] as Int)".utf8))
      names.append(
        cipher.open(Array(row[1] as Data), place).map { String(decoding: $0, as: UTF8.self) })
    }
    for row in try Row.fetchAll(database, sql: "SELECT n, id, state FROM record") {
      let id = Array(row[1] as Data)
      let place = ValueCipher.Place(table: "record", row: id)
      guard let plain = cipher.open(Array(row[2] as Data), place), RecordCoder.isCompact(plain)
      else { continue }
      var reader = ByteReader(id)
      let record = try RecordCoder.decodeCompact(
        plain, id: try reader.readRecordID(), names: names, sharing: KnownKeys())
      try database.execute(
        sql: "UPDATE record SET state = ? WHERE n = ?",
        arguments: [Data(cipher.seal(RecordCoder.encode(record), place)), row[0] as Int64])
    }
  }
}
