import Foundation
import GRDB
import Replication

/// Reads a store through, changing nothing, and says what is damaged, where, and what to do.
///
/// Memory does not grow with the store: one row is looked at at a time.
public struct StoreCheck {
  let store: Store
  let database: Database
  var report = StoreCheckReport()

  /// Checks the store of a folder: a device's, a hub's, or a server's data. Whoever writes there
  /// may go on writing.
  /// - Throws: `.notFound`, `.notAccessible`, `.newer`; damage is no error but a finding.
  public static func run(
    at directory: String, environment: StoreEnvironment = .system
  ) throws(StoreError) -> StoreCheckReport {
    var report = StoreCheckReport()
    do {
      try StoreFile(directory: directory).check()
    } catch {
      guard case .corrupt = error.kind else { throw error }
      report.add(StoreFinding(.header, at: error.place))
      return report
    }
    let log = WriteAheadLog(of: StoreFile(directory: directory).path)
    do {
      let store = try Store.reading(StoreFile(directory: directory), environment)
      defer { store.endReading() }
      report = try store.read { database in
        var check = StoreCheck(store: store, database: database)
        try check.checkAll()
        // While a reader is here, nobody begins the log anew.
        try check.check(log)
        return check.report
      }
    } catch {
      let failure = StoreError(error, at: StoreFile(directory: directory).path)
      guard case .corrupt = failure.kind else { throw failure }
      report.add(StoreFinding(.pages, at: failure.place, Self.words(of: error)))
    }
    return report
  }

  private init(store: Store, database: Database) {
    self.store = store
    self.database = database
  }

  private mutating func checkAll() throws {
    try checkPages()
    try section("setting") { try $0.checkIdentity() }
    try section("setting") { try $0.checkSettings() }
    for table in Store.nameTables { try section(table) { try $0.checkNames(in: table) } }
    try section("definition") { try $0.checkDefinitions() }
    try section("seal") { try $0.checkSeals() }
    try section("record") { try $0.checkRecords() }
    try section("pending") { try $0.checkPending() }
    try section("document") { try $0.checkDocuments() }
    try section("feed") { try $0.checkFeeds() }
    try section("cursor") { try $0.checkCursors() }
    try section("otherAcknowledged") { try $0.checkOtherUpstreams() }
    try section("purged") { try $0.checkPurged() }
    try section("quarantine") { try $0.checkQuarantine() }
    try section("attachment") { try $0.checkAttachments() }
    try section("enrolment") { try $0.checkEnrolments() }
    try section("token") { try $0.checkTokens() }
    try section("fork") { try $0.checkForks() }
    try section("renamed") { try $0.checkRenamed() }
  }

  /// A table that cannot be read on is a finding, and the others are looked at.
  private mutating func section(_ table: String, _ body: (inout StoreCheck) throws -> Void) throws {
    do {
      try body(&self)
    } catch let error as DatabaseError
      where error.resultCode == .SQLITE_CORRUPT || error.resultCode == .SQLITE_NOTADB
    {
      add(.table, at: table, Self.words(of: error))
    }
  }

  mutating func add(_ kind: StoreFinding.Kind, at place: String, _ detail: String = "") {
    report.add(StoreFinding(kind, at: place, detail))
  }

  /// Calls `body` with each row that a query gives.
  mutating func forEachRow(
    _ sql: String, _ arguments: StatementArguments = [],
    _ body: (inout StoreCheck, DoubtfulRow) throws -> Void
  ) throws {
    let rows = try Row.fetchCursor(database, sql: sql, arguments: arguments)
    while let row = try rows.next() { try body(&self, DoubtfulRow(row)) }
  }

  /// A power cut may leave a broken last commit, which nobody was told of; more than one is damage.
  private mutating func check(_ log: WriteAheadLog) throws {
    guard let gap = try log.gap() else { return }
    add(
      gap.commits > 1 ? .writeAheadLog : .lastCommit, at: StoreFile.name + "-wal",
      "frame \(gap.frame), \(gap.commits) commits")
  }

  private mutating func checkPages() throws {
    try section("pages") { check in
      let sql = "PRAGMA integrity_check(\(StoreCheckReport.findingLimit))"
      try check.forEachRow(sql) { check, row in
        let line = row.text(0) ?? ""
        if line != "ok" { check.add(.pages, at: StoreFile.name, line) }
      }
    }
  }

  private static func words(of error: any Error) -> String {
    (error as? DatabaseError)?.message ?? "SQLITE_CORRUPT"
  }
}
