import Foundation
import SyncProtocol

/// Reads a bundle file part by part, in memory bounded by one part.
struct BundleScan {
  private static let chunkBytes = 256 * 1024

  let path: String

  /// Calls `body` with each part. The digest at the end is checked after the last call: who must not
  /// act on a damaged file calls `verify` first.
  func forEachPart(_ body: (BundlePart) throws -> Void) throws {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileError(.read, path: path, number: errno) }
    defer { close(descriptor) }
    var reader = BundleReader()
    var chunk = [UInt8](repeating: 0, count: Self.chunkBytes)
    while true {
      let count = read(descriptor, &chunk, chunk.count)
      if count < 0 {
        if errno == EINTR { continue }
        throw FileError(.read, path: path, number: errno)
      }
      if count == 0 { break }
      try reader.read(Array(chunk[..<count])).forEach(body)
    }
    try reader.finish()
  }

  /// Reads the whole file for nothing but its digest and its signature; nil of one without.
  func verify() throws -> BundleSignature? {
    var signature: BundleSignature?
    try forEachPart { part in
      if case .signature(let found) = part { signature = found }
    }
    return signature
  }
}
