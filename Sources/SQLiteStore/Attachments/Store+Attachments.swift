import Foundation
import GRDB
import RecordCoding
public import Replication
public import SyncProtocol

// Files that answers name, by what they hold. They lie in the store's own file, in pieces behind the
// cipher, so that a backup, a check and a crash find them together with the answers.

/// A file as the store knows it.
public struct StoredAttachment: Hashable, Sendable {
  public let digest: AttachmentDigest
  /// In bytes: as it is where it is held, else as whoever named or sent it said.
  public let size: UInt64
  /// Which of the files that came to be held here, from 1; nil where it is not here whole.
  public let held: UInt64?
  /// What the server signed to hold of it.
  public let receipt: AttachmentReceipt?
  /// Whether others gave it to this store, which hands it on though no response that came names it: an
  /// earlier state of one did.
  public let isHandedOver: Bool
}

extension Store {
  /// Notes which files a record's state names. What it once named stays noted: of that, too, the
  /// record is the only one to speak.
  func noteUses(_ database: Database, of row: RecordRow) throws {
    for attachment in row.record.attachments {
      guard let digest = AttachmentDigest(attachment) else { continue }
      let number = try attachmentNumber(database, adding: digest, size: attachment.size)
      try database.cachedStatement(
        sql: "INSERT OR IGNORE INTO attachmentUse (record, attachment) VALUES (?, ?)"
      ).execute(arguments: [row.number, number])
    }
  }

  func attachmentNumber(_ database: Database, _ digest: AttachmentDigest) throws -> Int64? {
    try Int64.fetchOne(
      database.cachedStatement(sql: "SELECT n FROM attachment WHERE digest = ?"),
      arguments: [Data(digest.bytes)])
  }

  func attachmentNumber(
    _ database: Database, adding digest: AttachmentDigest, size: UInt64
  ) throws -> Int64 {
    if let number = try attachmentNumber(database, digest) { return number }
    try database.cachedStatement(sql: "INSERT INTO attachment (digest, size) VALUES (?, ?)")
      .execute(arguments: [Data(digest.bytes), Int64(clamping: size)])
    return database.lastInsertedRowID
  }

  /// A file, here or only named; nil where nobody spoke of it.
  public func attachment(_ digest: AttachmentDigest) throws(StoreError) -> StoredAttachment? {
    try read { database in
      try Row.fetchOne(
        database.cachedStatement(
          sql: "SELECT digest, size, held, receipt, handedOver FROM attachment WHERE digest = ?"),
        arguments: [Data(digest.bytes)]
      ).flatMap(Self.attachment)
    }
  }

  /// The files that a record names or once named.
  public func attachments(of id: RecordID) throws(StoreError) -> [StoredAttachment] {
    try read { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT digest, size, held, receipt, handedOver FROM attachmentUse
          JOIN attachment ON attachment.n = attachmentUse.attachment
          WHERE attachmentUse.record = (SELECT n FROM record WHERE id = ?) ORDER BY digest
          """, arguments: [id.data]
      ).compactMap(Self.attachment)
    }
  }

  /// The records that name a file, or once named it.
  public func records(naming digest: AttachmentDigest) throws(StoreError) -> [RecordID] {
    try read { database in
      try Data.fetchAll(
        database,
        sql: """
          SELECT record.id FROM attachment
          JOIN attachmentUse ON attachmentUse.attachment = attachment.n
          JOIN record ON record.n = attachmentUse.record
          WHERE attachment.digest = ? ORDER BY record.id
          """, arguments: [Data(digest.bytes)]
      ).map { try RecordID(data: $0) }
    }
  }

  /// The areas of the records that name a file, or once named it.
  public func areas(naming digest: AttachmentDigest) throws(StoreError) -> [String] {
    try read { database in
      try String.fetchAll(
        database,
        sql: """
          SELECT DISTINCT area.name FROM attachment
          JOIN attachmentUse ON attachmentUse.attachment = attachment.n
          JOIN record ON record.n = attachmentUse.record JOIN area ON area.n = record.area
          WHERE attachment.digest = ?
          """, arguments: [Data(digest.bytes)])
    }
  }

  /// Which files to give.
  public enum AttachmentSelection: Sendable {
    /// All that are named or here.
    case all
    /// Here whole.
    case held
    /// Named by a record, and not here whole.
    case missing
    /// Here whole, named by a sealed record or handed over by others, and not known to be with an
    /// upstream.
    case unknown(to: UpstreamHistory)
    /// With this upstream, and no receipt of this server and epoch is here.
    case unproven(by: UpstreamHistory, under: UpstreamHistory)
  }

  /// Files by ascending size and digest, so that small ones come first; behind a place among them.
  public func attachments(
    _ selection: AttachmentSelection, after last: StoredAttachment? = nil, limit: Int = 100
  ) throws(StoreError) -> [StoredAttachment] {
    let isUsed = "EXISTS (SELECT 1 FROM attachmentUse WHERE attachmentUse.attachment = n)"
    let isWithThem = """
      EXISTS (SELECT 1 FROM attachmentHolder
        WHERE attachmentHolder.attachment = n AND server = ? AND epoch = ?)
      """
    let (condition, upstream): (String, UpstreamHistory?) =
      switch selection {
      case .all: ("TRUE", nil)
      case .held: ("held IS NOT NULL", nil)
      case .missing: ("held IS NULL AND \(isUsed)", nil)
      case .unknown(let upstream):
        ("held IS NOT NULL AND (handedOver OR \(isUsed)) AND NOT \(isWithThem)", upstream)
      case .unproven(let upstream, _): ("held IS NOT NULL AND \(isWithThem)", upstream)
      }
    var arguments: StatementArguments = []
    if let upstream {
      arguments += [upstream.server.data, Int64(bitPattern: upstream.epoch)]
    }
    let place = last.map { (Int64(clamping: $0.size), Data($0.digest.bytes)) } ?? (-1, Data())
    arguments += [place.0, place.1, limit]
    let found = try read { [arguments] database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT digest, size, held, receipt, handedOver FROM attachment
          WHERE \(condition) AND (size, digest) > (?, ?) ORDER BY size, digest LIMIT ?
          """, arguments: arguments
      ).compactMap(Self.attachment)
    }
    guard case .unproven(_, let root) = selection else { return found }
    return found.filter { $0.receipt?.server != root.server || $0.receipt?.epoch != root.epoch }
  }

  /// What lies of a file from an offset on, at most one piece; empty at its end.
  /// - Throws: `.damaged` where the piece does not open; `.noAttachment` where it is not here.
  public func bytes(
    of digest: AttachmentDigest, from offset: UInt64
  ) throws(StoreError) -> [UInt8] {
    try read { database in
      let row = try Row.fetchOne(
        database.cachedStatement(
          sql: """
            SELECT size, start, bytes FROM attachment
            LEFT JOIN attachmentPiece ON attachment = attachment.n AND source = '' AND start <= ?
            WHERE digest = ? AND held IS NOT NULL ORDER BY start DESC LIMIT 1
            """), arguments: [Int64(clamping: offset), Data(digest.bytes)])
      guard let row else { throw StoreError(.noAttachment(digest), at: self.directory) }
      if offset >= UInt64(clamping: row[0] as Int64) { return [] }
      guard let start = row[1] as Int64?, let sealed = row[2] as Data? else {
        throw DamagedValue(Self.piecePlace(digest, offset))
      }
      let plain = try self.opened(sealed, Self.piecePlace(digest, UInt64(clamping: start)))
      return Array(plain.dropFirst(Int(clamping: offset - UInt64(clamping: start))))
    }
  }

  /// Notes that an upstream holds a file, and what it signed to that.
  public func note(
    _ digest: AttachmentDigest, heldBy upstream: UpstreamHistory, receipt: AttachmentReceipt?
  ) throws(StoreError) {
    try write { database in
      guard let number = try self.attachmentNumber(database, digest) else { return }
      try database.execute(
        sql: """
          INSERT OR IGNORE INTO attachmentHolder (attachment, server, epoch) VALUES (?, ?, ?)
          """,
        arguments: [number, upstream.server.data, Int64(bitPattern: upstream.epoch)])
      guard let receipt else { return }
      try database.execute(
        sql: "UPDATE attachment SET receipt = ? WHERE n = ?",
        arguments: [Data(receipt.fieldBytes), number])
    }
  }

  /// The number of the file that came to be held last; 0 before the first.
  public func lastHeldAttachment() throws(StoreError) -> UInt64 {
    try read { UInt64(try Int64.fetchOne($0, sql: "SELECT max(held) FROM attachment") ?? 0) }
  }

  static func piecePlace(_ digest: AttachmentDigest, _ start: UInt64) -> ValueCipher.Place {
    var writer = ByteWriter()
    writer.write(raw: digest.bytes)
    writer.write(varint: start)
    return ValueCipher.Place(table: "attachmentPiece", row: writer.bytes)
  }

  /// Nil of a row that no version wrote.
  private static func attachment(_ row: Row) -> StoredAttachment? {
    guard let digest = AttachmentDigest(Array(row[0] as Data)) else { return nil }
    return StoredAttachment(
      digest: digest, size: UInt64(clamping: row[1] as Int64),
      held: (row[2] as Int64?).map(UInt64.init(clamping:)),
      receipt: (row[3] as Data?).flatMap { Self.receipt(Array($0)) }, isHandedOver: row[4])
  }

  /// What a newer version wrote, or what is damaged, proves nothing.
  private static func receipt(_ bytes: [UInt8]) -> AttachmentReceipt? {
    do throws(WireError) { return try AttachmentReceipt(fieldBytes: bytes) } catch { return nil }
  }
}
