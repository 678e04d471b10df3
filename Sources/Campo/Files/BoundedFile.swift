import Foundation

/// Reads whole files that people hand over, up to a bound, so that a huge one cannot fill memory.
package enum BoundedFile {
  /// Questionnaires, answer files and the like.
  package static let limit = 64 * 1024 * 1024

  /// - Throws: `FileError`; one with `EFBIG` for a file over `limit` bytes.
  package static func read(_ path: String, limit: Int = limit) throws(FileError) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileError(.read, path: path, number: errno) }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 256 * 1024)
    while true {
      let count = chunk.withUnsafeMutableBytes {
        Foundation.read(descriptor, $0.baseAddress, $0.count)
      }
      if count < 0 {
        if errno == EINTR { continue }
        throw FileError(.read, path: path, number: errno)
      }
      if count == 0 { return bytes }
      guard bytes.count + count <= limit else {
        throw FileError(.read, path: path, number: EFBIG)
      }
      bytes.append(contentsOf: chunk[..<count])
    }
  }
}
