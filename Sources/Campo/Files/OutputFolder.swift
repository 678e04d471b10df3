import Foundation

/// Folders for what commands write.
enum OutputFolder {
  /// Makes a folder, and those around it, where they are missing.
  static func make(_ path: String) throws(FileError) {
    if mkdir(path, 0o755) == 0 { return }
    if errno == ENOENT {
      let around = (path as NSString).deletingLastPathComponent
      guard !around.isEmpty, around != path else {
        throw FileError(.write, path: path, number: ENOENT)
      }
      try make(around)
      if mkdir(path, 0o755) == 0 { return }
    }
    guard errno == EEXIST else { throw FileError(.write, path: path, number: errno) }
    var info = stat()
    guard stat(path, &info) == 0, info.st_mode & S_IFMT == S_IFDIR else {
      throw FileError(.write, path: path, number: ENOTDIR)
    }
  }
}
