import Foundation
import GRDBSQLite

/// SQLite through its C interface, with the pragmas of a store: what a commit costs without us.
final class RawSQLite {
  private var connection: OpaquePointer?

  struct Failure: Error {
    let message: String
  }

  init(creating path: String, table: String) throws {
    try open(path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE)
    for sql in [
      "PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL", "PRAGMA cell_size_check = ON",
      "PRAGMA foreign_keys = ON", table,
    ] { try execute(sql) }
  }

  /// The file of a store, for reading back what stands in it.
  init(reading path: String) throws {
    try open(path, SQLITE_OPEN_READONLY)
  }

  deinit { sqlite3_close_v2(connection) }

  private func open(_ path: String, _ flags: Int32) throws {
    let code = sqlite3_open_v2(path, &connection, flags | SQLITE_OPEN_NOMUTEX, nil)
    if code != SQLITE_OK { throw failure() }
  }

  func execute(_ sql: String) throws {
    if sqlite3_exec(connection, sql, nil, nil, nil) != SQLITE_OK { throw failure() }
  }

  func statement(_ sql: String) throws -> Statement {
    var handle: OpaquePointer?
    if sqlite3_prepare_v2(connection, sql, -1, &handle, nil) != SQLITE_OK { throw failure() }
    guard let handle else { throw failure() }
    return Statement(handle, of: self)
  }

  fileprivate func failure() -> Failure {
    Failure(message: String(cString: sqlite3_errmsg(connection)))
  }

  /// A statement prepared once: whole numbers first, then at most one blob.
  final class Statement {
    private let handle: OpaquePointer
    private let database: RawSQLite

    fileprivate init(_ handle: OpaquePointer, of database: RawSQLite) {
      (self.handle, self.database) = (handle, database)
    }

    deinit { sqlite3_finalize(handle) }

    func run(_ numbers: [Int64] = [], _ blob: [UInt8]? = nil) throws {
      try bind(numbers, blob) {
        if sqlite3_step(handle) != SQLITE_DONE { throw database.failure() }
      }
    }

    /// The first row: its last column's bytes after the numbers in the others; nil without a row.
    func row(_ numbers: [Int64] = []) throws -> (numbers: [Int64], bytes: [UInt8])? {
      try bind(numbers, nil) {
        let code = sqlite3_step(handle)
        if code == SQLITE_DONE { return nil }
        if code != SQLITE_ROW { throw database.failure() }
        let last = sqlite3_column_count(handle) - 1
        let bytes = sqlite3_column_blob(handle, last).map {
          Array(UnsafeRawBufferPointer(start: $0, count: Int(sqlite3_column_bytes(handle, last))))
        }
        return ((0..<last).map { sqlite3_column_int64(handle, $0) }, bytes ?? [])
      }
    }

    private func bind<Result>(
      _ numbers: [Int64], _ blob: [UInt8]?, _ body: () throws -> Result
    ) throws -> Result {
      for (place, number) in numbers.enumerated() {
        sqlite3_bind_int64(handle, Int32(place + 1), number)
      }
      defer { sqlite3_reset(handle) }
      guard let blob else { return try body() }
      return try blob.withUnsafeBytes { bytes in
        let place = Int32(numbers.count + 1)
        sqlite3_bind_blob(handle, place, bytes.baseAddress, Int32(bytes.count), nil)
        return try body()
      }
    }
  }
}
