import Foundation
import Replication
import SQLiteStore
import SyncProtocol

/// Reads a bundle file part by part, in memory bounded by one part; an encrypted one as it opens.
struct BundleScan {
  private static let chunkBytes = 256 * 1024

  let path: String
  /// The keys at hand, of an encrypted bundle.
  var openers: [BundleOpener] = []

  /// The keys of a store, or of server's data, at a path.
  static func openers(knownIn path: String) throws -> [BundleOpener] {
    let store = try Store.openToRead(at: path)
    let openers = try store.bundleOpeners()
    try store.close()
    return openers
  }

  /// Calls `body` with each part. The digest at the end is checked after the last call: who must not
  /// act on a damaged file calls `verify` first.
  /// - Returns: for whom the file is encrypted; nobody where it is not.
  @discardableResult
  func forEachPart(_ body: (BundlePart) throws -> Void) throws -> [BundleRecipient] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileError(.read, path: path, number: errno) }
    defer { close(descriptor) }
    var unsealer = BundleUnsealer(with: openers)
    var reader = BundleReader()
    var chunk = [UInt8](repeating: 0, count: Self.chunkBytes)
    while true {
      let count = read(descriptor, &chunk, chunk.count)
      if count < 0 {
        if errno == EINTR { continue }
        throw FileError(.read, path: path, number: errno)
      }
      if count == 0 { break }
      try reader.read(unsealer.read(Array(chunk[..<count]))).forEach(body)
    }
    try reader.read(unsealer.finish()).forEach(body)
    try reader.finish()
    return unsealer.recipients
  }

  /// Reads the whole file for nothing but its digest and its signature; nil of one without.
  func verify() throws -> BundleSignature? {
    var signature: BundleSignature?
    try forEachPart { part in
      if case .signature(let found) = part { signature = found }
    }
    return signature
  }

  /// Who wrote it, by its beginning alone; nil of what is no bundle, or opens with no key at hand.
  /// - Throws: `FileError`.
  func producer() throws -> ReplicaID? {
    do {
      try forEachPart { part in
        if case .header(let header) = part { throw HeaderFound(producer: header.producer) }
      }
    } catch let found as HeaderFound {
      return found.producer
    } catch is BundleError {
      return nil
    }
    return nil
  }

  /// Ends the reading where enough is known.
  private struct HeaderFound: Error {
    let producer: ReplicaID
  }
}
