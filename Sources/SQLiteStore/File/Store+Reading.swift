import CSQLite
import Foundation
import GRDB

extension Store {
  /// Opens a store for a command that shows what is there: as `open` does where it can be written to, and
  /// where it cannot (a full disk, a medium or a folder that may only be read) for nothing but reading.
  /// `readOnlyCause` tells which.
  /// - Parameter prepare: what is written before the reading begins, where anything can be.
  public static func openToRead(
    at directory: String, environment: StoreEnvironment = .system,
    preparing prepare: (Store) throws(StoreError) -> Void = { _ in }
  ) throws(StoreError) -> Store {
    do {
      let store = try open(at: directory, environment: environment)
      try prepare(store)
      return store
    } catch {
      guard error.isAboutWriting else { throw error }
      return try reading(at: directory, environment, because: error)
    }
  }

  /// Opens a store for nothing but reading: no upgrade, no new identity, no line in its log.
  /// - Parameter cause: why it is not opened for writing.
  static func reading(
    at directory: String, _ environment: StoreEnvironment, because cause: StoreError? = nil
  ) throws(StoreError) -> Store {
    let file = StoreFile(directory: directory)
    try file.check()
    do {
      return try reading(file, environment, because: cause)
    } catch {
      throw StoreError(error, at: file.path)
    }
  }

  /// The same of a file that was looked at; errors are SQLite's own.
  ///
  /// Read beside whoever writes, where SQLite can. That takes an index file beside the store: where there
  /// is no room for one, or no permission, the store is read with the index in memory, alone; and where not
  /// even a lock can be had (a read-only medium), or the schema is older, a copy in the temporary folder.
  static func reading(
    _ file: StoreFile, _ environment: StoreEnvironment, because cause: StoreError? = nil
  ) throws -> Store {
    let opened =
      try current(file, { try besideWriters(file, environment, cause) })
      ?? current(file, { try alone(file, environment, cause) })
    return try opened ?? ofCopy(file, environment, cause)
  }

  /// Closes a store that was only read.
  func endReading() {
    // Nothing was written that closing could fail to write.
    try? close()
  }

  /// Nil where the store cannot be opened so, or has an older schema.
  private static func current(_ file: StoreFile, _ open: () throws -> Store) throws -> Store? {
    do {
      let store = try open()
      switch try store.schemaState() {
      case .current: return store
      case .newer: throw StoreError(.newer, at: file.path)
      case .older:
        try store.close()
        return nil
      }
    } catch let error as DatabaseError where isObstacle(error) {
      return nil
    }
  }

  private static func besideWriters(
    _ file: StoreFile, _ environment: StoreEnvironment, _ cause: StoreError?
  ) throws -> Store {
    var configuration = configuration(environment)
    configuration.readonly = true
    let pool = try DatabasePool(path: file.path, configuration: configuration)
    return Store(file, pool, environment, readOnlyCause: cause)
  }

  /// By one connection, which has the lock to itself and the log's index in memory: no file is needed.
  private static func alone(
    _ file: StoreFile, _ environment: StoreEnvironment, _ cause: StoreError?
  ) throws -> Store {
    var configuration = configuration(environment)
    configuration.prepareDatabase { database in
      // Before the log is first looked at.
      try database.execute(sql: "PRAGMA locking_mode = EXCLUSIVE")
      let code = campo_sqlite_keep_log(UnsafeMutableRawPointer(database.sqliteConnection))
      guard code == 0 else { throw DatabaseError(resultCode: ResultCode(rawValue: code)) }
    }
    let queue = try DatabaseQueue(path: file.path, configuration: configuration)
    return Store(file, queue, environment, readOnlyCause: cause)
  }

  private static func ofCopy(
    _ file: StoreFile, _ environment: StoreEnvironment, _ cause: StoreError?
  ) throws -> Store {
    let folder = NSTemporaryDirectory() + "campo-\(UUID().uuidString)"
    // The connection keeps what it has opened: whatever ends the process leaves no copy behind.
    defer { try? FileManager.default.removeItem(atPath: folder) }
    do {
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o700])
      for name in [StoreFile.name, StoreFile.name + "-wal"] {
        let source = "\(file.directory)/\(name)"
        guard FileManager.default.fileExists(atPath: source) else { continue }
        try FileManager.default.copyItem(atPath: source, toPath: "\(folder)/\(name)")
        // The copy is brought up to date, also of what only may be read.
        try FileManager.default.setAttributes(
          [.posixPermissions: 0o600], ofItemAtPath: "\(folder)/\(name)")
      }
    } catch let error as CocoaError where error.code == .fileWriteOutOfSpace {
      throw StoreError(.diskFull, at: folder)
    } catch is CocoaError {
      throw StoreError(.notAccessible, at: file.path)
    }
    let copy = StoreFile(directory: folder)
    try upgradeCopy(copy, environment)
    let store = try alone(copy, environment, cause)
    _ = try store.schemaState()
    return store
  }

  /// What keeps a store from being opened in one way, and not from being read in another.
  private static func isObstacle(_ error: DatabaseError) -> Bool {
    switch error.resultCode {
    case .SQLITE_CANTOPEN, .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_FULL: return true
    case .SQLITE_IOERR:
      switch error.extendedResultCode {
      case .SQLITE_IOERR_SHMOPEN, .SQLITE_IOERR_SHMSIZE, .SQLITE_IOERR_SHMMAP,
        .SQLITE_IOERR_SHMLOCK, .SQLITE_IOERR_LOCK, .SQLITE_IOERR_WRITE, .SQLITE_IOERR_TRUNCATE:
        return true
      default: return false
      }
    default: return false
    }
  }
}

extension StoreError {
  /// Whether what could not be written may be readable all the same.
  public var isAboutWriting: Bool {
    switch kind {
    case .diskFull, .notAccessible, .inputOutput: true
    default: false
    }
  }
}

extension Store {
  enum SchemaState { case older, current, newer }

  func schemaState() throws -> SchemaState {
    let migrator = StoreSchema.migrator
    return try pool.read { database in
      if try migrator.hasBeenSuperseded(database) { return .newer }
      return try migrator.hasCompletedMigrations(database) ? .current : .older
    }
  }
}
