internal import Crypto
internal import RecordCoding
internal import Replication
internal import SQLiteStore
internal import SyncProtocol
internal import Synchronization

/// Signs the cursors that a server hands out, with a key of its own: so that it believes one that
/// its feed never passed. Such a cursor comes from a future that a restored backup has lost; without
/// proof any device could make it believe so.
struct CursorProof {
  private static let setting = Setting("cursor.key")
  /// Of the mark and of the proof behind it.
  private static let bytes = 16

  private let key: SymmetricKey

  /// The store's key, made where there is none yet.
  init(of store: Store, randomBits: @Sendable () -> UInt64) throws(StoreError) {
    if let kept = try store.setting(Self.setting) {
      key = SymmetricKey(data: Array(kept.utf8))
      return
    }
    let made = (0..<4).map { _ in String(randomBits(), radix: 16) }.joined(separator: "-")
    try store.set(Self.setting, to: made)
    key = SymmetricKey(data: Array(made.utf8))
  }

  /// A cursor as it is handed out: its mark, then the proof.
  func signed(_ cursor: Cursor) -> Cursor {
    guard cursor.feedHash.count == Self.bytes else { return cursor }
    var signed = cursor
    signed.feedHash += proof(of: cursor)
    return signed
  }

  /// A cursor as the feed knows it, and whether this server's store handed it out.
  func opened(_ cursor: Cursor) -> (cursor: Cursor, isProved: Bool) {
    var bare = cursor
    bare.feedHash = Array(cursor.feedHash.prefix(Self.bytes))
    return (bare, Array(cursor.feedHash.dropFirst(Self.bytes)) == proof(of: bare))
  }

  private func proof(of cursor: Cursor) -> [UInt8] {
    var writer = ByteWriter()
    writer.write(cursor.server)
    writer.write(fixed: cursor.epoch)
    writer.write(fixed: cursor.sequence)
    writer.write(text: cursor.area)
    let code = HMAC<SHA256>.authenticationCode(
      for: writer.bytes + cursor.feedHash, using: key)
    return Array(Array(code)[..<Self.bytes])
  }
}

extension SyncService {
  /// What this store signs cursors with.
  func cursorProof() throws(StoreError) -> CursorProof {
    if let known = knownCursorProof.withLock({ $0 }) { return known }
    let made = try CursorProof(of: store, randomBits: environment.randomBits)
    knownCursorProof.withLock { $0 = made }
    return made
  }
}
