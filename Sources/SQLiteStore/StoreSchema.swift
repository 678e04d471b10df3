import GRDB

/// The tables, as a list of migrations that only grows. What each column means stands in
/// Docs/Merge.md, "The store".
enum StoreSchema {
  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1 records, feed, seal log, definitions, enrolments") { database in
      for table in firstTables { try database.execute(sql: table) }
    }
    migrator.registerMigration("2 forked replicas") { database in
      for table in forkTables { try database.execute(sql: table) }
      // What an upstream of the first version set aside for a fork, one of this version takes.
      try database.execute(
        sql: "UPDATE record SET refused = NULL, unsent = 1 WHERE refused IS NOT NULL")
    }
    migrator.registerMigration("3 purged responses") { database in
      try database.execute(sql: purgedTable)
    }
    migrator.registerMigration("4 numbered names") { database in
      for table in nameTables { try database.execute(sql: table) }
    }
    migrator.registerMigration("5 several upstreams") { database in
      for table in upstreamTables { try database.execute(sql: table) }
    }
    migrator.registerMigration("6 signed enrolments") { database in
      for change in tokenTables { try database.execute(sql: change) }
    }
    migrator.registerMigration("7 attachments") { database in
      for table in attachmentTables { try database.execute(sql: table) }
    }
    migrator.registerMigration("8 signing keys") { database in
      try database.execute(sql: signingKeyColumn)
    }
    migrator.registerMigration("9 enrolments without tokens") { database in
      for change in enrolmentTable { try database.execute(sql: change) }
    }
    migrator.registerMigration("10 ends of feeds, files handed over") { database in
      for change in handedOver { try database.execute(sql: change) }
    }
    return migrator
  }

  private static let firstTables = [
    """
    CREATE TABLE setting (name TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE definition (
      hash TEXT PRIMARY KEY, name TEXT NOT NULL, version TEXT NOT NULL, title TEXT NOT NULL,
      published INTEGER NOT NULL, source BLOB NOT NULL) STRICT
    """,
    """
    CREATE TABLE replica (n INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE) STRICT
    """,
    """
    CREATE TABLE seal (
      replica INTEGER NOT NULL, revision INTEGER NOT NULL, record BLOB NOT NULL,
      entry BLOB NOT NULL, PRIMARY KEY (replica, revision)) STRICT, WITHOUT ROWID
    """,
    """
    CREATE INDEX seal_record ON seal (record)
    """,
    """
    CREATE TABLE area (
      n INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, sequence INTEGER NOT NULL) STRICT
    """,
    """
    CREATE TABLE record (
      n INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, kind INTEGER NOT NULL,
      area INTEGER NOT NULL, definition TEXT NOT NULL, stage INTEGER NOT NULL,
      stale INTEGER NOT NULL, conflicts INTEGER NOT NULL, unsent INTEGER NOT NULL,
      acknowledged BLOB, refused BLOB, state BLOB NOT NULL) STRICT
    """,
    """
    CREATE INDEX record_unsent ON record (n) WHERE unsent = 1
    """,
    """
    CREATE TABLE pending (
      record INTEGER NOT NULL, place INTEGER NOT NULL, writes BLOB NOT NULL,
      PRIMARY KEY (record, place)) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE feed (
      area INTEGER NOT NULL, sequence INTEGER NOT NULL, record INTEGER NOT NULL,
      movedTo INTEGER, PRIMARY KEY (area, sequence)) STRICT, WITHOUT ROWID
    """,
    """
    CREATE UNIQUE INDEX feed_record ON feed (area, record)
    """,
    """
    CREATE TABLE feedMark (
      area INTEGER NOT NULL, sequence INTEGER NOT NULL, hash BLOB NOT NULL,
      PRIMARY KEY (area, sequence)) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE cursor (
      area TEXT PRIMARY KEY, server BLOB NOT NULL, epoch INTEGER NOT NULL,
      sequence INTEGER NOT NULL, hash BLOB NOT NULL) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE document (
      record INTEGER NOT NULL, kind TEXT NOT NULL, status INTEGER NOT NULL, bytes BLOB NOT NULL,
      PRIMARY KEY (record, kind)) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE quarantine (
      n INTEGER PRIMARY KEY, record BLOB NOT NULL, digest BLOB NOT NULL UNIQUE,
      source TEXT NOT NULL, code TEXT NOT NULL, spanish TEXT NOT NULL, english TEXT NOT NULL,
      time INTEGER NOT NULL, bytes BLOB NOT NULL) STRICT
    """,
    """
    CREATE TABLE enrolment (
      n INTEGER PRIMARY KEY, name TEXT NOT NULL, role INTEGER NOT NULL, areas TEXT NOT NULL,
      codeHash BLOB NOT NULL UNIQUE, codeExpires INTEGER NOT NULL, tokenHash BLOB UNIQUE,
      replica BLOB, revoked INTEGER NOT NULL) STRICT
    """,
    """
    CREATE TABLE log (
      n INTEGER PRIMARY KEY, time INTEGER NOT NULL, code TEXT NOT NULL, spanish TEXT NOT NULL,
      english TEXT NOT NULL) STRICT
    """,
  ]
  private static let forkTables = [
    """
    CREATE TABLE fork (replica BLOB PRIMARY KEY, revision INTEGER NOT NULL) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE renamed (
      replica BLOB NOT NULL, revision INTEGER NOT NULL, name BLOB NOT NULL,
      nameRevision INTEGER NOT NULL, PRIMARY KEY (replica, revision)) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE own (replica BLOB PRIMARY KEY, revision INTEGER NOT NULL) STRICT, WITHOUT ROWID
    """,
  ]
  // Each holds every name: what damages one leaves the other.
  private static let nameTables = [
    """
    CREATE TABLE name (
      n INTEGER PRIMARY KEY, digest BLOB NOT NULL, bytes BLOB NOT NULL) STRICT
    """,
    """
    CREATE TABLE nameCopy (
      n INTEGER PRIMARY KEY, digest BLOB NOT NULL, bytes BLOB NOT NULL) STRICT
    """,
  ]
  private static let purgedTable = """
    CREATE TABLE purged (
      id BLOB PRIMARY KEY, context BLOB NOT NULL, definition TEXT NOT NULL, area TEXT NOT NULL,
      time INTEGER NOT NULL) STRICT, WITHOUT ROWID
    """
  private static let signingKeyColumn = "ALTER TABLE enrolment ADD COLUMN signingKey BLOB"
  // Tokens have had a table of their own since the sixth. A column that is unique cannot be dropped.
  private static let enrolmentTable = [
    """
    CREATE TABLE enrolmentAnew (
      n INTEGER PRIMARY KEY, name TEXT NOT NULL, role INTEGER NOT NULL, areas TEXT NOT NULL,
      codeHash BLOB NOT NULL UNIQUE, codeExpires INTEGER NOT NULL, replica BLOB,
      revoked INTEGER NOT NULL, hub INTEGER NOT NULL DEFAULT 0, certificate BLOB, signingKey BLOB)
      STRICT
    """,
    """
    INSERT INTO enrolmentAnew
    SELECT n, name, role, areas, codeHash, codeExpires, replica, revoked, hub, certificate, signingKey
    FROM enrolment
    """,
    "DROP TABLE enrolment",
    "ALTER TABLE enrolmentAnew RENAME TO enrolment",
  ]
  private static let tokenTables = [
    """
    ALTER TABLE enrolment ADD COLUMN hub INTEGER NOT NULL DEFAULT 0
    """,
    """
    ALTER TABLE enrolment ADD COLUMN certificate BLOB
    """,
    """
    CREATE TABLE token (
      hash BLOB PRIMARY KEY, enrolment INTEGER NOT NULL, replica BLOB NOT NULL,
      issued INTEGER NOT NULL) STRICT, WITHOUT ROWID
    """,
    """
    CREATE INDEX token_enrolment ON token (enrolment)
    """,
    """
    INSERT INTO token (hash, enrolment, replica, issued)
    SELECT tokenHash, n, replica, 1 FROM enrolment
    WHERE tokenHash IS NOT NULL AND replica IS NOT NULL
    """,
    """
    UPDATE enrolment SET tokenHash = NULL
    """,
  ]
  private static let upstreamTables = [
    """
    CREATE TABLE otherUpstream (
      n INTEGER PRIMARY KEY, server BLOB NOT NULL, epoch INTEGER NOT NULL, used INTEGER NOT NULL,
      UNIQUE (server, epoch)) STRICT
    """,
    """
    CREATE TABLE otherAcknowledged (
      upstream INTEGER NOT NULL, record INTEGER NOT NULL, acknowledged BLOB, refused BLOB,
      PRIMARY KEY (upstream, record)) STRICT, WITHOUT ROWID
    """,
    """
    CREATE INDEX otherAcknowledged_record ON otherAcknowledged (record)
    """,
    """
    CREATE TABLE otherCursor (
      upstream INTEGER NOT NULL, area TEXT NOT NULL, sequence INTEGER NOT NULL, hash BLOB NOT NULL,
      PRIMARY KEY (upstream, area)) STRICT, WITHOUT ROWID
    """,
  ]
  private static let handedOver = [
    """
    CREATE TABLE upstreamFeedEnd (
      server BLOB NOT NULL, epoch INTEGER NOT NULL, area TEXT NOT NULL, sequence INTEGER NOT NULL,
      hash BLOB NOT NULL, PRIMARY KEY (server, epoch, area)) STRICT, WITHOUT ROWID
    """,
    """
    ALTER TABLE attachment ADD COLUMN handedOver INTEGER NOT NULL DEFAULT 0
    """,
    // Only servers and hubs have enrolments; what lies there unnamed somebody sent.
    """
    UPDATE attachment SET handedOver = 1
    WHERE held IS NOT NULL AND EXISTS (SELECT 1 FROM enrolment)
    """,
  ]
  private static let attachmentTables = [
    """
    CREATE TABLE attachment (
      n INTEGER PRIMARY KEY, digest BLOB NOT NULL UNIQUE, size INTEGER NOT NULL,
      held INTEGER UNIQUE, receipt BLOB) STRICT
    """,
    """
    CREATE TABLE attachmentPiece (
      n INTEGER PRIMARY KEY, attachment INTEGER NOT NULL, source TEXT NOT NULL,
      start INTEGER NOT NULL, length INTEGER NOT NULL, time INTEGER NOT NULL, bytes BLOB NOT NULL,
      UNIQUE (attachment, source, start)) STRICT
    """,
    """
    CREATE TABLE attachmentUse (
      record INTEGER NOT NULL, attachment INTEGER NOT NULL,
      PRIMARY KEY (record, attachment)) STRICT, WITHOUT ROWID
    """,
    """
    CREATE INDEX attachmentUse_attachment ON attachmentUse (attachment)
    """,
    """
    CREATE TABLE attachmentHolder (
      attachment INTEGER NOT NULL, server BLOB NOT NULL, epoch INTEGER NOT NULL,
      PRIMARY KEY (attachment, server, epoch)) STRICT, WITHOUT ROWID
    """,
  ]
}
