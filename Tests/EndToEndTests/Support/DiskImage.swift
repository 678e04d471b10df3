import Foundation

/// What a store's folder holds at one moment, to be put back later: a backup, or another phone's copy.
struct DiskImage {
  private static let database = "campo.sqlite"
  private let files: [String: Data]

  init(of folder: String) throws {
    var files: [String: Data] = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: folder) {
      files[name] = try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(name)"))
    }
    self.files = files
  }

  /// Puts it back into the same file, so that neither machine nor file tells it apart.
  func putBack(into folder: String) throws {
    for name in try FileManager.default.contentsOfDirectory(atPath: folder)
    where name != Self.database {
      try FileManager.default.removeItem(atPath: "\(folder)/\(name)")
    }
    for (name, data) in files where name != Self.database {
      try data.write(to: URL(fileURLWithPath: "\(folder)/\(name)"))
    }
    let file = try FileHandle(forUpdating: URL(fileURLWithPath: "\(folder)/\(Self.database)"))
    try file.truncate(atOffset: 0)
    try file.write(contentsOf: files[Self.database] ?? Data())
    try file.close()
  }

  /// Writes it to a folder of its own: other files.
  func write(to folder: String) throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    for (name, data) in files { try data.write(to: URL(fileURLWithPath: "\(folder)/\(name)")) }
  }
}
