import GRDB

/// How the connection that writes was told to treat the disk.
package struct Durability: Equatable {
  /// SQLite's number: 2 is FULL, an fsync at every commit.
  package let synchronous: Int
  package let journalMode: String

  package init(synchronous: Int, journalMode: String) {
    self.synchronous = synchronous
    self.journalMode = journalMode
  }
}

extension Store {
  /// Reads back what is in force, for tests and for a check of the store.
  package func durability() throws(StoreError) -> Durability {
    try write { database in
      Durability(
        synchronous: try Int.fetchOne(database, sql: "PRAGMA synchronous") ?? -1,
        journalMode: try String.fetchOne(database, sql: "PRAGMA journal_mode") ?? "")
    }
  }
}
