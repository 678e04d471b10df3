import Foundation
import GRDB

/// A setting's name.
public struct Setting: RawRepresentable, Hashable, Sendable {
  public let rawValue: String
  public init(rawValue: String) { self.rawValue = rawValue }
  public init(_ name: String) { rawValue = name }

  /// Where the store syncs to, as `https://host:port`.
  public static let server = Setting("server")
  /// What proves to the server who we are.
  public static let token = Setting("token")
  /// As enrolled.
  public static let authorName = Setting("author.name")
  /// `enumerator`, `supervisor` or `coordinator`.
  public static let authorRole = Setting("author.role")
  /// The supervision areas that are synced, one a line.
  public static let areas = Setting("areas")
  /// `es` or `en`: what the user reads Campo's messages in.
  public static let language = Setting("language")
}

extension Store {
  /// A setting's text; nil where it was never set.
  public func setting(_ setting: Setting) throws(StoreError) -> String? {
    try read { try self.setting($0, setting) }
  }

  private func setting(_ database: Database, _ setting: Setting) throws -> String? {
    let memory = memory(of: database)
    if let known = memory?.settings[setting] { return known }
    let statement = try database.cachedStatement(sql: "SELECT value FROM setting WHERE name = ?")
    let text = try Data.fetchOne(statement, arguments: [setting.columnValue]).map {
      String(decoding: try self.opened($0, setting.place), as: UTF8.self)
    }
    memory?.settings[setting] = .some(text)
    return text
  }

  /// A setting's text, made where it was never set: of two processes one is first.
  func establish(_ setting: Setting, _ make: () -> String) throws(StoreError) -> String {
    if let text = try self.setting(setting) { return text }
    return try write { database in
      if let text = try self.setting(database, setting) { return text }
      let text = make()
      try self.put(database, setting, text)
      return text
    }
  }

  /// Sets one setting; nil removes it.
  public func set(_ setting: Setting, to value: String?) throws(StoreError) {
    try set([setting: value])
  }

  /// Sets several settings at once, all or none; nil removes one.
  public func set(_ settings: [Setting: String?]) throws(StoreError) {
    try write { database in
      for (setting, value) in settings {
        guard let value else {
          try database.execute(
            sql: "DELETE FROM setting WHERE name = ?", arguments: [setting.columnValue])
          memory(of: database)?.settings[setting] = nil
          continue
        }
        try self.put(database, setting, value)
      }
    }
  }

  private func put(_ database: Database, _ setting: Setting, _ value: String) throws {
    try database.execute(
      sql: "INSERT OR REPLACE INTO setting (name, value) VALUES (?, ?)",
      arguments: [setting.columnValue, sealed(Array(value.utf8), setting.place)])
    memory(of: database)?.settings[setting] = nil
  }
}

extension Store {
  /// As `isHub`, within a transaction.
  func isHub(_ database: Database) throws -> Bool {
    try Bool.fetchOne(
      database.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM setting WHERE name = ?)"),
      arguments: [Setting.hub.columnValue]) ?? false
  }
}

extension Setting {
  /// Apart from the names of the store's own rows in the table.
  fileprivate var columnValue: String { "setting." + rawValue }

  fileprivate var place: ValueCipher.Place {
    ValueCipher.Place(table: "setting", row: Array(columnValue.utf8))
  }
}
