import Foundation
import GRDB
public import SyncProtocol

/// A questionnaire as it is stored: its canonical form, under its hash.
public struct StoredDefinition: Hashable, Sendable {
  /// Canonical hash, 64 lower-case hexadecimal digits.
  public var hash: String
  /// The questionnaire's own identifier, version and title, for people.
  public var name: String
  public var version: String
  public var title: String
  /// The canonical form; whoever reads it checks that it has the hash.
  public var bytes: [UInt8]

  public init(hash: String, name: String, version: String, title: String, bytes: [UInt8]) {
    self.hash = hash
    self.name = name
    self.version = version
    self.title = title
    self.bytes = bytes
  }
}

extension Store {
  /// Keeps a questionnaire, for good: responses that were asked with it name it by its hash.
  /// - Parameter published: whether devices are offered it; once offered it stays so until
  ///   `withdraw`.
  public func put(
    _ definition: StoredDefinition, published: Bool = false
  ) throws(StoreError) {
    try write { database in
      try database.execute(
        sql: """
          INSERT INTO definition (hash, name, version, title, published, source)
          VALUES (?, ?, ?, ?, ?, ?)
          ON CONFLICT (hash) DO UPDATE SET published = max(published, excluded.published)
          """,
        arguments: [
          definition.hash, definition.name, definition.version, definition.title,
          published, Data(definition.bytes),
        ])
    }
  }

  /// Stops offering a questionnaire; it stays for the responses that name it.
  public func withdraw(definition hash: String) throws(StoreError) {
    try write {
      try $0.execute(sql: "UPDATE definition SET published = 0 WHERE hash = ?", arguments: [hash])
    }
  }

  /// A questionnaire by its hash, published or not; nil where it is not kept here.
  public func definition(hash: String) throws(StoreError) -> StoredDefinition? {
    try read { database in
      try Row.fetchOne(
        database.cachedStatement(
          sql: "SELECT hash, name, version, title, source FROM definition WHERE hash = ?"),
        arguments: [hash]
      ).map {
        StoredDefinition(
          hash: $0[0], name: $0[1], version: $0[2], title: $0[3],
          bytes: Array($0[4] as Data))
      }
    }
  }

  /// What is kept here, in the order it arrived.
  public func definitions(publishedOnly: Bool = false) throws(StoreError) -> [DefinitionSummary] {
    try read { database in
      try Row.fetchAll(
        database.cachedStatement(
          sql: """
            SELECT hash, name, version, title, length(source) FROM definition
            WHERE published >= ? ORDER BY rowid
            """),
        arguments: [publishedOnly ? 1 : 0]
      ).map { row in
        DefinitionSummary(
          hash: row[0], name: row[1], version: row[2], title: row[3],
          size: UInt64(row[4] as Int64))
      }
    }
  }
}
