import Crypto
import SQLiteStore
import SyncProtocol

extension Store {
  /// Writes a file that is here to a path, under which it appears when it is whole.
  /// - Throws: `.noAttachment`; `.damaged` where its bytes have not its digest, and nothing is written.
  func copyOut(_ digest: AttachmentDigest, to path: String) throws {
    var file = try AtomicFile(path: path)
    var hash = SHA256()
    var offset: UInt64 = 0
    while case let piece = try bytes(of: digest, from: offset), !piece.isEmpty {
      try file.write(piece)
      hash.update(data: piece)
      offset += UInt64(piece.count)
    }
    guard AttachmentDigest(Array(hash.finalize())) == digest else {
      throw StoreError(.damaged(what: "attachment", row: digest.description), at: directory)
    }
    try file.commit()
  }
}
