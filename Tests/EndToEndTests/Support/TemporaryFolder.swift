import Foundation

/// A folder that lives as long as the value that stands for it.
final class TemporaryFolder {
  let root: String

  init() throws {
    let url = FileManager.default.temporaryDirectory
      .appendingPathComponent("campo-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    root = url.path
  }

  func path(_ name: String) -> String { "\(root)/\(name)" }

  /// Writes a file in the folder and returns its path.
  @discardableResult
  func write(_ text: String, to name: String) throws -> String {
    try Data(text.utf8).write(to: URL(fileURLWithPath: path(name)))
    return path(name)
  }

  deinit { try? FileManager.default.removeItem(atPath: root) }
}
