import Crypto
import Foundation
import GRDB
import Replication
public import SyncProtocol

/// How far a file has come from one source.
public struct AttachmentProgress: Hashable, Sendable {
  /// The bytes that are on the disk, from the first; of a file that is here, all.
  public let offset: UInt64
  public let isComplete: Bool
}

extension Store {
  /// After so long without another piece, what came of a file is given up.
  static let unfinishedAttachmentDays: Int64 = 30

  /// How far a file has come from a source. What several send of one file lies apart until it is whole:
  /// nobody's wrong bytes get among another's.
  public func progress(
    of digest: AttachmentDigest, from source: String
  ) throws(StoreError) -> AttachmentProgress {
    try read { try self.progress($0, of: digest, from: source) }
  }

  /// Adds a piece behind what came before; on the disk on return.
  /// - Parameter source: who sends it, not empty.
  /// - Returns: how far the file has come; the piece goes on from there, or nothing is added.
  /// - Throws: `.attachmentTooLarge`.
  public func append(
    _ bytes: [UInt8], to digest: AttachmentDigest, at offset: UInt64, from source: String
  ) throws(StoreError) -> (progress: AttachmentProgress, isAdded: Bool) {
    precondition(!source.isEmpty, "pieces without a source are those of whole files")
    let limit = UInt64(SyncLimits.attachmentBytes)
    guard offset <= limit, UInt64(bytes.count) <= limit - offset else {
      throw StoreError(.attachmentTooLarge(limit: SyncLimits.attachmentBytes), at: directory)
    }
    return try write { database in
      let progress = try self.progress(database, of: digest, from: source)
      if progress.isComplete || progress.offset != offset { return (progress, false) }
      if bytes.isEmpty { return (progress, true) }
      let number = try self.attachmentNumber(
        database, adding: digest, size: offset + UInt64(bytes.count))
      try self.insertPiece(database, bytes, of: digest, number, at: offset, from: source)
      let end = AttachmentProgress(offset: offset + UInt64(bytes.count), isComplete: false)
      return (end, true)
    }
  }

  /// Writes a piece, unless one begins there.
  func insertPiece(
    _ database: Database, _ bytes: [UInt8], of digest: AttachmentDigest, _ number: Int64,
    at start: UInt64, from source: String
  ) throws {
    try database.cachedStatement(
      sql: """
        INSERT OR IGNORE INTO attachmentPiece (attachment, source, start, length, time, bytes)
        VALUES (?, ?, ?, ?, ?, ?)
        """
    ).execute(arguments: [
      number, source, Int64(start), bytes.count, environment.now().milliseconds,
      sealed(bytes, Self.piecePlace(digest, start)),
    ])
  }

  /// Takes what came from a source for the file, where it has the file's digest; else it is given up, and
  /// the file comes again from its first byte.
  /// - Parameter isHandedOver: whether others give it, to be handed on.
  /// - Returns: whether the file is here now.
  public func complete(
    _ digest: AttachmentDigest, from source: String, isHandedOver: Bool = false
  ) throws(StoreError) -> Bool {
    if let known = try attachment(digest), known.held != nil,
      known.isHandedOver || !isHandedOver
    {
      return true
    }
    return try write { database in
      let isHere = try self.complete(database, digest, from: source)
      if isHere, isHandedOver {
        try database.execute(
          sql: "UPDATE attachment SET handedOver = 1 WHERE digest = ?",
          arguments: [Data(digest.bytes)])
      }
      return isHere
    }
  }

  private func complete(
    _ database: Database, _ digest: AttachmentDigest, from source: String
  ) throws -> Bool {
    let progress = try self.progress(database, of: digest, from: source)
    if progress.isComplete { return true }
    let number = try self.attachmentNumber(database, adding: digest, size: progress.offset)
    guard try self.digest(database, of: digest, number, from: source) == digest.bytes else {
      try database.execute(
        sql: "DELETE FROM attachmentPiece WHERE attachment = ? AND source = ?",
        arguments: [number, source])
      return false
    }
    for (sql, arguments) in [
      (
        "DELETE FROM attachmentPiece WHERE attachment = ? AND source <> ?",
        [number, source] as StatementArguments
      ),
      ("UPDATE attachmentPiece SET source = '' WHERE attachment = ?", [number]),
      (
        """
        UPDATE attachment SET size = ?, held = (SELECT coalesce(max(held), 0) + 1 FROM attachment)
        WHERE n = ?
        """, [Int64(progress.offset), number]
      ),
    ] { try database.execute(sql: sql, arguments: arguments) }
    return true
  }

  /// Gives up what came of files of which nothing more came for `unfinishedAttachmentDays`.
  public func dropUnfinishedAttachments() throws(StoreError) {
    let before = environment.now().milliseconds - Self.unfinishedAttachmentDays * 24 * 3_600_000
    try write { database in
      try database.execute(
        sql: """
          DELETE FROM attachmentPiece WHERE source <> '' AND (attachment, source) IN (
            SELECT attachment, source FROM attachmentPiece WHERE source <> ''
            GROUP BY attachment, source HAVING max(time) < ?)
          """, arguments: [before])
    }
  }

  /// Takes a held file whose bytes are damaged for missing, so that it may come again; what is left of
  /// it stays until it does.
  /// - Returns: whether it is damaged.
  public func doubt(_ digest: AttachmentDigest) throws(StoreError) -> Bool {
    guard try isDamaged(digest) else { return false }
    try write {
      try $0.execute(
        sql: "UPDATE attachment SET held = NULL WHERE digest = ?",
        arguments: [Data(digest.bytes)])
    }
    return true
  }

  /// Whether a file is held here and its bytes have not its digest.
  public func isDamaged(_ digest: AttachmentDigest) throws(StoreError) -> Bool {
    try read { database in
      guard try self.progress(database, of: digest, from: "").isComplete,
        let number = try self.attachmentNumber(database, digest)
      else { return false }
      return try self.digest(database, of: digest, number, from: "") != digest.bytes
    }
  }

  private func progress(
    _ database: Database, of digest: AttachmentDigest, from source: String
  ) throws -> AttachmentProgress {
    let row = try Row.fetchOne(
      database.cachedStatement(
        sql: """
          SELECT attachment.size, attachment.held IS NOT NULL, (
            SELECT max(start + length) FROM attachmentPiece
            WHERE attachmentPiece.attachment = attachment.n AND source = ?)
          FROM attachment WHERE digest = ?
          """), arguments: [source, Data(digest.bytes)])
    guard let row else { return AttachmentProgress(offset: 0, isComplete: false) }
    let isHeld: Bool = row[1]
    let offset: Int64? = isHeld ? row[0] : row[2]
    return AttachmentProgress(offset: UInt64(clamping: offset ?? 0), isComplete: isHeld)
  }

  /// SHA-256 over what came, piece by piece; nil where a piece is missing or does not open.
  func digest(
    _ database: Database, of digest: AttachmentDigest, _ number: Int64, from source: String
  ) throws -> [UInt8]? {
    var hash = SHA256()
    var end: UInt64 = 0
    let rows = try Row.fetchCursor(
      database,
      sql: """
        SELECT start, bytes FROM attachmentPiece WHERE attachment = ? AND source = ? ORDER BY start
        """, arguments: [number, source])
    while let row = try rows.next() {
      let start = UInt64(clamping: row[0] as Int64)
      guard start == end,
        let plain = environment.cipher.open(
          Array(row[1] as Data), Self.piecePlace(digest, start))
      else { return nil }
      hash.update(data: plain)
      end += UInt64(plain.count)
    }
    return Array(hash.finalize())
  }
}
