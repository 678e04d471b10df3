import GRDB

/// The version of the software before this one, as far as it shows on the disk and on the wire.
enum FormerSoftware {
  private static let newest = "3 purged responses"

  /// Puts the closed store in a folder back to what the former version left: its schema, and nothing
  /// of the receipts, which it did not know. So it asks for none until its next enrolment, and its
  /// messages are the former version's to the byte.
  static func putBack(storeIn folder: String) throws {
    let database = try DatabaseQueue(path: folder + "/campo.sqlite")
    try database.write { database in
      let last = try String.fetchOne(
        database, sql: "SELECT max(identifier) FROM grdb_migrations")
      guard last == newest else {
        throw Violation("nobody has said how this schema is put back", last ?? "none")
      }
      for sql in [
        "DROP TABLE purged", "DELETE FROM grdb_migrations WHERE identifier = '\(newest)'",
        "DELETE FROM document WHERE kind = 'receipt'",
        """
        DELETE FROM setting
        WHERE name = 'setting.receipt.key' OR name LIKE 'setting.horizon.%'
        """,
      ] { try database.execute(sql: sql) }
    }
    try database.close()
  }
}
