internal import Foundation
internal import SQLiteStore
internal import SyncProtocol

/// The key that a server signs receipts with: `receipt.key` in its data folder, 32 bytes that only
/// its owner may read, made when it is first needed.
struct ServerKey {
  private static let name = "receipt.key"
  private static let bytes = 32

  /// - Parameter random: makes 64 bits fit for secrets.
  static func signer(
    in folder: String, random: () -> UInt64
  ) throws(StoreError) -> ReceiptSigner {
    let path = folder + "/" + name
    if !FileManager.default.fileExists(atPath: path) { try make(path, in: folder, random) }
    guard let handle = FileHandle(forReadingAtPath: path) else {
      throw StoreError(.notAccessible, at: path)
    }
    defer { try? handle.close() }
    let secret: [UInt8]
    do {
      secret = Array(try handle.read(upToCount: bytes + 1) ?? Data())
    } catch {
      throw StoreError(.notAccessible, at: path)
    }
    guard secret.count == bytes, let signer = ReceiptSigner(secret: secret) else {
      throw StoreError(.corrupt, at: path)
    }
    return signer
  }

  /// Written whole under a name of its own, synced, and then named: of two processes one is first.
  private static func make(
    _ path: String, in folder: String, _ random: () -> UInt64
  ) throws(StoreError) {
    let secret = (0..<4).flatMap { _ in
      let word = random()
      return (0..<8).map { UInt8(truncatingIfNeeded: word >> (8 * UInt64($0))) }
    }
    let draft = "\(path).\(getpid()).new"
    let file = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw StoreError(.notAccessible, at: path) }
    let isWritten = write(file, secret, secret.count) == secret.count && fsync(file) == 0
    let isFull = errno == ENOSPC
    close(file)
    defer { unlink(draft) }
    guard isWritten else { throw StoreError(isFull ? .diskFull : .notAccessible, at: path) }
    guard link(draft, path) == 0 || errno == EEXIST else {
      throw StoreError(.notAccessible, at: path)
    }
    let directory = open(folder, O_RDONLY | O_CLOEXEC)
    guard directory >= 0 else { throw StoreError(.notAccessible, at: folder) }
    defer { close(directory) }
    guard fsync(directory) == 0 else { throw StoreError(.notAccessible, at: folder) }
  }
}
