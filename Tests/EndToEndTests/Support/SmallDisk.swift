import Foundation
import Glibc

/// A file system of one MiB in memory, so that a disk is really full.
final class SmallDisk {
  static let isPossible = geteuid() == 0 && canMount()

  let path: String

  init(at path: String) throws {
    self.path = path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    guard mount("tmpfs", path, "tmpfs", 0, "size=1m") == 0 else {
      throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO)
    }
  }

  /// Writes until nothing more fits.
  func fill() throws {
    let descriptor = open("\(path)/ballast", O_WRONLY | O_CREAT, 0o600)
    guard descriptor >= 0 else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
    defer { close(descriptor) }
    let page = [UInt8](repeating: 1, count: 4096)
    while write(descriptor, page, page.count) > 0 {}
  }

  func clear() throws { try FileManager.default.removeItem(atPath: "\(path)/ballast") }

  /// As a medium with its lock on.
  func makeReadOnly() throws {
    let flags = UInt(MS_REMOUNT | MS_RDONLY)
    guard mount("tmpfs", path, "tmpfs", flags, nil) == 0 else {
      throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO)
    }
  }

  deinit { umount2(path, Int32(MNT_DETACH)) }

  private static func canMount() -> Bool {
    guard let folder = try? TemporaryFolder(),
      mount("tmpfs", folder.root, "tmpfs", 0, "size=64k") == 0
    else { return false }
    umount2(folder.root, Int32(MNT_DETACH))
    return true
  }
}
