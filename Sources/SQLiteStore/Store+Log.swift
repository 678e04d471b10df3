import GRDB
public import Messages
public import Replication
import SyncProtocol

/// A line of what happened to a store, for a person who asks.
public struct LogLine: Hashable, Sendable {
  public let time: WallTime
  public let code: String
  public let message: Message
}

extension Store {
  /// Older lines are forgotten.
  public static let logLimit = 10_000

  /// Appends a line to the store's log.
  public func log(code: String, _ message: Message) throws(StoreError) {
    try write { try self.log($0, code: code, message) }
  }

  /// The last lines, oldest first.
  public func logLines(last count: Int = Store.logLimit) throws(StoreError) -> [LogLine] {
    try read { database in
      try Row.fetchAll(
        database,
        sql: "SELECT time, code, spanish, english FROM log ORDER BY n DESC LIMIT ?",
        arguments: [count]
      ).reversed().map {
        LogLine(
          time: WallTime(milliseconds: $0[0]), code: $0[1], message: Message(es: $0[2], en: $0[3]))
      }
    }
  }

  /// Says once that a row is damaged, where the rest of the store goes on without it.
  func note(_ database: Database, _ damage: DamagedValue) throws {
    try noteOnce(database, StoreError(damage, at: directory))
  }

  /// Says once that what is pending of a record does not fit into it; it stays pending.
  func note(_ database: Database, _ full: OutgrownRecord) throws {
    try noteOnce(database, StoreError(full, at: directory))
  }

  /// Says once that no more lines about a record are taken.
  func noteFullLog(_ database: Database, of record: RecordID) throws {
    let limit = SyncLimits.recordSeals
    try noteOnce(
      database, code: "SEALS-FULL",
      Message(
        es: "Sobre la respuesta \(record) ya hay \(limit) líneas de sellos; no se toman más.",
        en: "There are \(limit) seal lines about response \(record); no more are taken."))
  }

  private func noteOnce(_ database: Database, _ error: StoreError) throws {
    try noteOnce(database, code: error.code, error.message)
  }

  private func noteOnce(_ database: Database, code: String, _ message: Message) throws {
    let isKnown = try Bool.fetchOne(
      database, sql: "SELECT EXISTS (SELECT 1 FROM log WHERE code = ? AND english = ?)",
      arguments: [code, message.english])
    if isKnown != true { try log(database, code: code, message) }
  }

  func note(_ damages: [DamagedValue]) throws(StoreError) {
    // Who only reads is told of it anyway; it is noted when the store can be written to.
    if damages.isEmpty || readOnlyCause != nil { return }
    if let moment {
      moment.damages += damages
      return
    }
    do {
      try write { database in for damage in damages { try self.note(database, damage) } }
    } catch {
      // A full disk keeps nobody from reading the rest.
      guard error.kind == .diskFull else { throw error }
    }
  }

  func log(_ database: Database, code: String, _ message: Message) throws {
    try database.execute(
      sql: "INSERT INTO log (time, code, spanish, english) VALUES (?, ?, ?, ?)",
      arguments: [environment.now().milliseconds, code, message.spanish, message.english])
    try database.execute(
      sql: "DELETE FROM log WHERE n <= ?",
      arguments: [database.lastInsertedRowID - Int64(Self.logLimit)])
  }
}
