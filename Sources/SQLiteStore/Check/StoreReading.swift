import Foundation
import GRDB

/// A store opened for nothing but reading: no upgrade, no new identity, no line in its log.
///
/// Where the folder does not let SQLite read beside a writer (a read-only medium), or the schema is
/// older, a copy in a temporary folder is read instead.
struct StoreReading {
  let store: Store
  private let copy: String?

  init(of directory: String, _ environment: StoreEnvironment) throws {
    let file = StoreFile(directory: directory)
    do {
      let store = try Store.reading(file, environment)
      switch try store.schemaState() {
      case .current:
        self.store = store
        copy = nil
        return
      case .newer: throw StoreError(.newer, at: file.path)
      case .older: try store.close()
      }
    } catch let error as DatabaseError where Self.isNotWritable(error) {}
    let folder = NSTemporaryDirectory() + "campo-\(UUID().uuidString)"
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      for name in [StoreFile.name, StoreFile.name + "-wal"] {
        let source = "\(directory)/\(name)"
        guard FileManager.default.fileExists(atPath: source) else { continue }
        try FileManager.default.copyItem(atPath: source, toPath: "\(folder)/\(name)")
      }
      let copied = StoreFile(directory: folder)
      try Store.upgradeCopy(copied, environment)
      store = try Store.reading(copied, environment)
      copy = folder
    } catch {
      try? FileManager.default.removeItem(atPath: folder)
      throw error
    }
  }

  func end() {
    // Nothing was written that closing could fail to write.
    try? store.close()
    if let copy { try? FileManager.default.removeItem(atPath: copy) }
  }

  private static func isNotWritable(_ error: DatabaseError) -> Bool {
    switch error.resultCode {
    case .SQLITE_CANTOPEN, .SQLITE_READONLY, .SQLITE_PERM: true
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
