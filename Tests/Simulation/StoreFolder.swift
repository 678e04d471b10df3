import Foundation
import SQLiteStore

/// The files of one store, as a backup or a copy takes them: while nobody writes.
struct StoreFiles: Sendable {
  private static let names = ["campo.sqlite", "campo.sqlite-wal", "receipt.key"]
  private let contents: [String: Data]

  init(of folder: String) throws {
    contents = Self.names.reduce(into: [:]) { files, name in
      files[name] = FileManager.default.contents(atPath: folder + "/" + name)
    }
  }

  /// Writes them as new files into a folder, which thereby is another store to whoever looks.
  func write(to folder: String) throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    for (name, data) in contents {
      try data.write(to: URL(fileURLWithPath: folder + "/" + name))
    }
  }
}

/// Where a run keeps its stores: in memory where the system has such a folder.
final class RunFolder {
  private static let memory = "/dev/shm"

  let path: String
  private var count = 0

  init(seed: UInt64) throws {
    let parent =
      FileManager.default.isWritableFile(atPath: Self.memory) ? Self.memory : NSTemporaryDirectory()
    path = "\(parent)/campo-simulate-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  /// Where a store may lie, and the number of its file there.
  struct Place {
    let path: String
    let fileNumber: UInt64
  }

  func freshPlace() -> Place {
    let path = fresh()
    return Place(path: path, fileNumber: UInt64(count))
  }

  /// A name nobody has had.
  func fresh() -> String {
    count += 1
    return "\(path)/\(count)"
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }
}

extension World.StickBundle {
  /// Writes the beginning of the file, as a stick that was pulled out too early holds it.
  func writeCut(to path: String, _ bits: UInt64) throws {
    let whole = try Data(contentsOf: URL(fileURLWithPath: self.path))
    try whole.prefix(Int((bits >> 1) % UInt64(max(1, whole.count))))
      .write(to: URL(fileURLWithPath: path))
  }
}
