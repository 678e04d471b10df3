import Foundation
import GRDB
import RecordCoding
import Replication
import Synchronization

/// The one store of devices, hubs and the server: a folder with one SQLite file.
///
/// Whatever a method that writes has returned from is on the disk (write-ahead log, fsync at every
/// commit). Several processes may have one store open at once. Methods block their thread.
public final class Store: Sendable {
  /// How long to wait for another process that writes.
  public static let busyTimeoutSeconds = 20.0
  /// Connections that read beside the one that writes.
  private static let readers = 3

  /// The store's folder.
  public let directory: String
  /// Why nothing can be written, of a store that was opened for nothing but reading.
  public let readOnlyCause: StoreError?
  /// One that writes beside others that read; of a store that is read alone a single one.
  let pool: any DatabaseWriter
  let environment: StoreEnvironment
  let names = Mutex(CommittedNames())
  let written = MomentMemory()
  let knownPending = Mutex<KnownPending?>(nil)

  init(
    _ file: StoreFile, _ pool: any DatabaseWriter, _ environment: StoreEnvironment,
    readOnlyCause: StoreError? = nil
  ) {
    directory = file.directory
    self.readOnlyCause = readOnlyCause
    self.pool = pool
    self.environment = environment
  }

  /// Makes a store in a folder, which is made too where it is missing, with a replica of its own.
  /// - Throws: `.alreadyExists` where the folder holds one.
  public static func create(
    at directory: String, environment: StoreEnvironment = .system
  ) throws(StoreError) -> Store {
    let file = StoreFile(directory: directory)
    if file.exists { throw StoreError(.alreadyExists, at: directory) }
    // Made under a name of its own and moved when whole: a crash leaves no half store, and of two
    // processes that create at once one is told.
    let draft = "\(file.path).\(environment.randomBits().high).new"
    do {
      // Others on the machine have no business with people's answers.
      try FileManager.default.createDirectory(
        atPath: directory, withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o700])
      try file.begin(draft: draft)
      try writeNewFile(at: draft, environment)
      try file.publish(draft: draft)
      file.remove(draft: draft)
    } catch let error as CocoaError where error.code == .fileWriteOutOfSpace {
      throw StoreError(.diskFull, at: directory)
    } catch is CocoaError {
      throw StoreError(.notAccessible, at: directory)
    } catch {
      let failure = StoreError(error, at: directory)
      file.remove(draft: draft)
      throw failure
    }
    return try open(at: directory, environment: environment)
  }

  /// Opens a store. Where the machine or the file is another than at the last opening, the store
  /// was copied or restored: it takes a new replica and a new epoch before it writes, and says so
  /// in its log.
  /// - Throws: `.notFound`, `.corrupt` (nothing was altered), `.newer`, `.diskFull`, …
  public static func open(
    at directory: String, environment: StoreEnvironment = .system
  ) throws(StoreError) -> Store {
    let file = StoreFile(directory: directory)
    try file.check()
    do {
      let pool = try durablePool(at: file.path, environment)
      try upgrade(pool, at: file.path)
      let store = Store(file, pool, environment)
      try store.checkIdentity(of: file)
      return store
    } catch {
      throw StoreError(error, at: file.path)
    }
  }

  /// Brings the copy of a store to this version's schema, for a look at it.
  static func upgradeCopy(_ file: StoreFile, _ environment: StoreEnvironment) throws {
    let pool = try durablePool(at: file.path, environment)
    try upgrade(pool, at: file.path)
    try pool.close()
  }

  /// Whether a folder holds a store.
  public static func exists(at directory: String) -> Bool {
    StoreFile(directory: directory).exists
  }

  /// Brings all into the one file and closes it; the store cannot be used any more. A process may
  /// also just end: the next to open finds the rest in the write-ahead log.
  public func close() throws(StoreError) {
    do {
      // Readers first: SQLite clears the log when the last connection closes, if that may write.
      (pool as? DatabasePool)?.releaseMemory()
      try pool.close()
    } catch {
      throw failure(error)
    }
  }

  func read<Value>(_ body: (Database) throws -> Value) throws(StoreError) -> Value {
    do {
      try environment.passing(.reading)
      if let moment { return try body(moment.database) }
      return try pool.read(body)
    } catch {
      throw failure(error)
    }
  }

  /// One transaction: on the disk when this returns, without a trace when it throws. Within
  /// `inOneTransaction` it is a part of that.
  func write<Value>(_ body: (Database) throws -> Value) throws(StoreError) -> Value {
    if let readOnlyCause { throw readOnlyCause }
    if let moment { return try write(within: moment, body) }
    do {
      let value = try pool.write { database in
        written.open()
        defer { written.close() }
        try refreshNames(before: database)
        let value = try body(database)
        try writeFeedEnds(database)
        try environment.passing(.committing)
        return value
      }
      try environment.passing(.committed)
      return value
    } catch {
      throw failure(error)
    }
  }

  private func write<Value>(
    within moment: Moment, _ body: (Database) throws -> Value
  ) throws(StoreError) -> Value {
    precondition(moment.isWriting, "nothing is written while one moment is read")
    do {
      return try body(moment.database)
    } catch {
      let failure = failure(error)
      moment.failure = moment.failure ?? failure
      throw failure
    }
  }

  private func failure(_ error: any Error) -> StoreError {
    StoreError(error, at: StoreFile(directory: directory).path)
  }
}

extension Store {
  static func configuration(_ environment: StoreEnvironment) -> Configuration {
    var configuration = Configuration()
    configuration.busyMode = .timeout(busyTimeoutSeconds)
    configuration.maximumReaderCount = readers
    configuration.prepareDatabase { database in
      // Finds damage in a page before it is used, for little.
      try database.execute(sql: "PRAGMA cell_size_check = ON")
      if let pages = environment.pageLimit {
        try database.execute(sql: "PRAGMA max_page_count = \(pages)")
      }
    }
    return configuration
  }

  /// A pool every commit of which is synced.
  ///
  /// `DatabasePool` begins a missing log with a commit of its own that is not, and lowers
  /// `synchronous` to NORMAL. Commits without a sync are lost by a power cut; worse, where a later
  /// sync fails and the system forgets what it was to write, SQLite still takes them for committed
  /// and copies whatever stands there now into the file. So the log is begun here.
  private static func durablePool(
    at path: String, _ environment: StoreEnvironment
  ) throws -> DatabasePool {
    // Open until the pool is: the last connection to close removes the log.
    let first = try beginLog(at: path, environment)
    let pool = try DatabasePool(path: path, configuration: configuration(environment))
    try pool.writeWithoutTransaction { try $0.execute(sql: fullSync) }
    try first?.close()
    return pool
  }

  private static let fullSync = "PRAGMA synchronous = FULL"

  /// Writes the log's first commit, which changes nothing; nil where there is a log.
  private static func beginLog(
    at path: String, _ environment: StoreEnvironment
  ) throws -> DatabaseQueue? {
    if StoreFile.size(of: path + "-wal") > 0 { return nil }
    let queue = try DatabaseQueue(path: path, configuration: configuration(environment))
    try queue.writeWithoutTransaction { database in
      try database.execute(sql: "PRAGMA journal_mode = WAL")
      try database.execute(sql: fullSync)
      try database.execute(sql: "PRAGMA user_version = 0")
    }
    return queue
  }

  private static func upgrade(_ pool: DatabasePool, at path: String) throws {
    let migrator = StoreSchema.migrator
    let (isNewer, isCurrent) = try pool.read { database in
      (try migrator.hasBeenSuperseded(database), try migrator.hasCompletedMigrations(database))
    }
    if isNewer { throw StoreError(.newer, at: path) }
    if !isCurrent { try migrator.migrate(pool) }
  }

  private static func writeNewFile(
    at path: String, _ environment: StoreEnvironment
  ) throws {
    let pool = try durablePool(at: path, environment)
    do {
      try pool.writeWithoutTransaction { database in
        try database.execute(sql: "PRAGMA application_id = \(StoreFile.applicationID)")
      }
      try StoreSchema.migrator.migrate(pool)
      // Into the main file, so that it alone is the whole store.
      try pool.writeWithoutTransaction { database in _ = try database.checkpoint(.truncate) }
      try pool.close()
    } catch {
      try? pool.close()
      throw error
    }
  }
}
