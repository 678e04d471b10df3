import Foundation
import SQLiteStore

/// Decides whether a file may be written under a name that somebody gave.
package enum OutputPlace {
  /// Returns where nothing is lost by it.
  /// - Parameters:
  ///   - overwriting: whether the person said that what bears the name may go.
  ///   - isOwn: whether what bears the name is earlier work of the same kind by the same writer, which
  ///     the new file takes the place of.
  /// - Throws: `OutputError`, and what `isOwn` throws.
  package static func claim(
    _ path: String, overwriting: Bool, isOwn: (String) throws -> Bool = { _ in false }
  ) throws {
    try requireOutsideData(path)
    if overwriting || !exists(path) { return }
    guard try isOwn(path) else { throw OutputError.exists(path) }
  }

  /// Nobody may say that a store's own files may go: they are the work that the others are made of.
  /// - Parameter path: a file's, which need not exist.
  static func requireOutsideData(_ path: String) throws(OutputError) {
    for place in [path, URL(fileURLWithPath: path).resolvingSymlinksInPath().path] {
      let folder = (place as NSString).deletingLastPathComponent
      if Store.exists(at: folder.isEmpty ? "." : folder) { throw .inData(path) }
    }
  }

  /// Also of a symbolic link that leads nowhere.
  private static func exists(_ path: String) -> Bool {
    var info = stat()
    return lstat(path, &info) == 0
  }
}
