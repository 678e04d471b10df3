import Foundation

/// A file written in pieces that appears under its name only when it is whole.
///
/// The pieces go to a temporary neighbour, which `commit` makes durable and renames. Dropped before
/// that, nothing is left and a file that bore the name before is untouched.
package struct AtomicFile: ~Copyable {
  /// Bytes gathered before they are handed to the system.
  private static let bufferLimit = 64 * 1024

  package let path: String
  private let temporaryPath: String
  /// -1 once all is on the disk.
  private var descriptor: Int32
  private var buffer: [UInt8] = []
  private var isCommitted = false

  package init(path: String) throws(FileError) {
    self.path = path
    temporaryPath = "\(path).\(getpid()).part"
    descriptor = open(temporaryPath, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw FileError(.write, path: path, number: errno) }
    buffer.reserveCapacity(Self.bufferLimit)
  }

  package mutating func write(_ bytes: [UInt8]) throws(FileError) {
    buffer.append(contentsOf: bytes)
    if buffer.count >= Self.bufferLimit { try flush() }
  }

  /// Makes what was written durable; nothing may be written any more. For whoever gives several files
  /// their names at once, when the last is whole.
  package mutating func finish() throws(FileError) {
    try flush()
    guard fsync(descriptor) == 0 else { throw FileError(.write, path: path, number: errno) }
    close(descriptor)
    descriptor = -1
  }

  /// Makes the file durable and gives it its name.
  package consuming func commit() throws(FileError) {
    if descriptor >= 0 { try finish() }
    guard rename(temporaryPath, path) == 0 else {
      throw FileError(.write, path: path, number: errno)
    }
    isCommitted = true
    try Self.makeNameDurable(path)
  }

  private mutating func flush() throws(FileError) {
    var start = 0
    while start < buffer.count {
      let written = buffer.withUnsafeBytes { bytes in
        Foundation.write(descriptor, bytes.baseAddress! + start, bytes.count - start)
      }
      if written < 0 {
        if errno == EINTR { continue }
        throw FileError(.write, path: path, number: errno)
      }
      start += written
    }
    buffer.removeAll(keepingCapacity: true)
  }

  private static func makeNameDurable(_ path: String) throws(FileError) {
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
    let directory = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard directory >= 0 else { throw FileError(.write, path: folder, number: errno) }
    defer { close(directory) }
    guard fsync(directory) == 0 else { throw FileError(.write, path: folder, number: errno) }
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
    if !isCommitted { unlink(temporaryPath) }
  }
}
