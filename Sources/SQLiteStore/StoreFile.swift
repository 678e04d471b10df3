import Foundation

/// The store's file as the operating system sees it, looked at before SQLite may touch it.
struct StoreFile {
  static let name = "campo.sqlite"
  /// "CMPO": marks a SQLite file as a store (`PRAGMA application_id`).
  static let applicationID: Int32 = 0x434D_504F
  /// Below this much free space a failure to write is taken for a full disk.
  private static let nearlyFullBytes: UInt64 = 64 << 10

  let directory: String
  var path: String { directory + "/" + Self.name }

  var exists: Bool { FileManager.default.fileExists(atPath: path) }

  /// The number that stays with a file and that no copy of it has.
  static func inode(of path: String) -> UInt64? {
    var info = stat()
    return stat(path, &info) == 0 ? UInt64(info.st_ino) : nil
  }

  /// Makes the empty draft of a new store, its owner's alone; SQLite gives its log and index the same
  /// permissions.
  func begin(draft: String) throws(StoreError) {
    let descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw StoreError(Self.isDiskFull(at: draft) ? .diskFull : .notAccessible, at: directory)
    }
    Foundation.close(descriptor)
  }

  /// Gives the draft of a new store its name; the inode stays. Whoever comes second fails.
  func publish(draft: String) throws(StoreError) {
    if link(draft, path) == 0 {
      unlink(draft)
    } else if errno == EEXIST {
      throw StoreError(.alreadyExists, at: directory)
    } else if rename(draft, path) != 0 {
      // Where the file system knows no second names, as on many USB sticks.
      throw StoreError(.notAccessible, at: directory)
    }
    // The name is on the disk only when the folder is.
    let folder = open(directory, O_RDONLY)
    guard folder >= 0 else { return }
    fsync(folder)
    Foundation.close(folder)
  }

  /// Removes what is left of a draft; there may be nothing.
  func remove(draft: String) {
    for suffix in ["", "-wal", "-shm"] {
      unlink(draft + suffix)
    }
  }

  /// Refuses what is certainly no whole store, before SQLite would write beside it.
  func check() throws(StoreError) {
    guard exists else { throw StoreError(.notFound, at: directory) }
    guard let handle = FileHandle(forReadingAtPath: path) else {
      throw StoreError(.notAccessible, at: path)
    }
    defer { try? handle.close() }
    let header: [UInt8]
    do {
      header = Array(try handle.read(upToCount: 100) ?? Data())
    } catch {
      throw StoreError(.notAccessible, at: path)
    }
    guard header.count == 100, header.starts(with: Array("SQLite format 3\0".utf8)),
      Self.number(header[68..<72]) == UInt32(bitPattern: Self.applicationID), isWhole(header)
    else { throw StoreError(.corrupt, at: path) }
  }

  /// Whether the file is as long as its header says. A write-ahead log may hold the rest.
  private func isWhole(_ header: [UInt8]) -> Bool {
    let pageSize = Self.number(header[16..<18]).magnitude
    let size = UInt64(pageSize == 1 ? 65536 : pageSize) * UInt64(Self.number(header[28..<32]))
    return Self.size(of: path) >= size || Self.size(of: path + "-wal") > 0
  }

  static func size(of path: String) -> UInt64 {
    var info = stat()
    return stat(path, &info) == 0 ? UInt64(info.st_size) : 0
  }

  static func isDiskFull(at place: String) -> Bool {
    var info = statvfs()
    let directory = (place as NSString).deletingLastPathComponent
    guard statvfs(place, &info) == 0 || statvfs(directory, &info) == 0 else { return false }
    return UInt64(info.f_bavail) * UInt64(info.f_frsize) < nearlyFullBytes
  }

  private static func number(_ bytes: ArraySlice<UInt8>) -> UInt32 {
    bytes.reduce(0) { $0 << 8 | UInt32($1) }
  }
}
