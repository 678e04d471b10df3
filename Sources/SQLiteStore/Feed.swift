import Foundation
import GRDB
import RecordCoding
public import Replication
public import SyncProtocol

/// A place in an area's feed: the last number, and the feed's running hash there.
public struct FeedPosition: Hashable, Sendable {
  /// 0 before the first.
  public var sequence: UInt64
  /// 16 bytes; empty at sequence 0.
  public var hash: [UInt8]

  public init(sequence: UInt64 = 0, hash: [UInt8] = []) {
    self.sequence = sequence
    self.hash = hash
  }
}

/// A record at its latest number in an area's feed.
public struct FeedChange: Hashable, Sendable {
  /// What a follower of the area learns.
  public enum Content: Hashable, Sendable {
    /// Its state, the lines of the seal log that speak of it, and its documents by kind.
    case record(bytes: [UInt8], seals: [SealEntry], documents: [String: StoredDocument])
    /// It belongs to another area now.
    case moved(to: String)
  }

  /// Its latest number in the feed.
  public let sequence: UInt64
  public let id: RecordID
  /// What a follower learns.
  public let content: Content
}

/// Some changes of an area, oldest first.
public struct FeedPage: Hashable, Sendable {
  /// One a record.
  public let changes: [FeedChange]
  /// Where to go on.
  public let next: FeedPosition
  /// Whether the feed goes on after `next`.
  public let hasMore: Bool
}

extension Store {
  /// What changed in an area after a number: one entry a record, at its latest state.
  /// - Parameters:
  ///   - limit: the most changes.
  ///   - maxBytes: stops after the change that reaches so many bytes; one is always given.
  ///   - maxSeals: stops before the lines of the seal log could be more; `SyncLimits.recordSeals` at
  ///     least.
  ///   - known: records that the reader has as they were at these numbers; left out, uncounted, where
  ///     they stand there still.
  ///
  /// What is damaged is left out, and the log says so.
  public func changes(
    in area: String, after sequence: UInt64, limit: Int, maxBytes: Int,
    maxSeals: Int = SyncLimits.batchSeals, unless known: [RecordID: UInt64] = [:]
  ) throws(StoreError) -> FeedPage {
    let (page, damages) = try read { database in
      guard let area = try self.areaNumber(database, area) else {
        return (FeedPage(changes: [], next: FeedPosition(), hasMore: false), [DamagedValue]())
      }
      return try self.page(
        database, of: area, after: sequence, limit: limit, maxBytes: maxBytes, maxSeals: maxSeals,
        unless: known)
    }
    try note(damages)
    return page
  }

  /// The latest place in an area's feed.
  public func feedPosition(in area: String) throws(StoreError) -> FeedPosition {
    try read { database in
      guard let area = try self.areaNumber(database, area) else { return FeedPosition() }
      return try self.feedEnd(database, area)
    }
  }

  /// The place of a number that this feed passed through; nil of any other.
  public func feedPosition(
    at sequence: UInt64, in area: String
  ) throws(StoreError) -> FeedPosition? {
    if sequence == 0 { return FeedPosition() }
    return try read { database in
      guard let area = try self.areaNumber(database, area),
        let hash = try self.feedHash(database, area, sequence)
      else { return nil }
      return FeedPosition(sequence: sequence, hash: hash)
    }
  }

  /// Whether this feed passed through the place: false for a cursor from a future that a restored
  /// backup has lost.
  public func hasPassed(_ position: FeedPosition, in area: String) throws(StoreError) -> Bool {
    if position.sequence == 0 { return true }
    return try read { database in
      guard let area = try self.areaNumber(database, area) else { return false }
      return try self.feedHash(database, area, position.sequence) == position.hash
    }
  }

  /// The areas that records of this store belong or belonged to, in order.
  public func areas() throws(StoreError) -> [String] {
    try read { try String.fetchAll($0, sql: "SELECT name FROM area ORDER BY name") }
  }
}

extension Store {
  private static let hashBytes = 16

  private static let changesQuery = """
    SELECT feed.sequence, record.id, record.state, destination.name, record.n
    FROM feed JOIN record ON record.n = feed.record
    LEFT JOIN area AS destination ON destination.n = feed.movedTo
    WHERE feed.area = ? AND feed.sequence > ? ORDER BY feed.sequence
    """

  private func page(
    _ database: Database, of area: Int64, after sequence: UInt64, limit: Int, maxBytes: Int,
    maxSeals: Int, unless known: [RecordID: UInt64]
  ) throws -> (FeedPage, [DamagedValue]) {
    let rows = try Row.fetchCursor(
      database.cachedStatement(sql: Self.changesQuery),
      arguments: [area, Int64(clamping: sequence)])
    var changes: [FeedChange] = []
    var damages: [DamagedValue] = []
    var bytes = 0
    var seals = 0
    var next = try feedEnd(database, area)
    var reached = sequence
    var hasMore = false
    while let row = try rows.next() {
      let number = UInt64(bitPattern: row[0])
      // A stub's number is one of another feed than the record's.
      let isStub = (row[3] as String?) != nil
      if !known.isEmpty, !isStub, try known[RecordID(data: row[1])] == number {
        reached = number
        continue
      }
      let isFull = seals + SyncLimits.recordSeals > maxSeals
      if changes.count >= limit || bytes >= maxBytes || isFull {
        next = FeedPosition(sequence: reached, hash: try feedHash(database, area, reached) ?? [])
        hasMore = true
        break
      }
      do {
        let change = try feedChange(database, row)
        if case .record(let state, let lines, _) = change.content {
          bytes += state.count + lines.reduce(0) { $0 + $1.stamp.author.name.utf8.count }
          seals += lines.count
        }
        changes.append(change)
        reached = number
      } catch let damage as DamagedValue {
        damages.append(damage)
      }
    }
    return (FeedPage(changes: changes, next: next, hasMore: hasMore), damages)
  }

  private func feedChange(_ database: Database, _ row: Row) throws -> FeedChange {
    let id = try RecordID(data: row[1])
    let sequence = UInt64(bitPattern: row[0])
    if let destination = row[3] as String? {
      return FeedChange(sequence: sequence, id: id, content: .moved(to: destination))
    }
    return FeedChange(
      sequence: sequence, id: id,
      content: .record(
        bytes: try canonicalBytes(database, id, sealed: row[2]),
        seals: Array(try sealEntries(database, of: id).prefix(SyncLimits.recordSeals)),
        documents: try documents(database, record: row[4])))
  }

  func isInFeed(_ database: Database, record: Int64, area: Int64) throws -> Bool {
    try Int64.fetchOne(
      database.cachedStatement(sql: "SELECT 1 FROM feed WHERE area = ? AND record = ?"),
      arguments: [area, record]) != nil
  }

  /// Gives a record the next number of an area's feed, instead of the one it had there.
  /// - Parameter isNew: it has none, nowhere.
  /// - Returns: the number.
  @discardableResult
  func number(
    _ database: Database, record: Int64, area: Int64, movedTo: Int64?, isNew: Bool = false,
    _ digest: [UInt8]
  ) throws -> UInt64 {
    let memory = writing(database)
    let last = try feedEnd(database, area)
    var next = FeedPosition(sequence: last.sequence + 1)
    next.hash = Self.feedMark(
      after: last.hash, sequence: next.sequence, isMoved: movedTo != nil, digest)
    if !isNew {
      try database.cachedStatement(sql: "DELETE FROM feed WHERE area = ? AND record = ?")
        .execute(arguments: [area, record])
    }
    try database.cachedStatement(
      sql: "INSERT INTO feed (area, sequence, record, movedTo) VALUES (?, ?, ?, ?)"
    ).execute(arguments: [area, Int64(next.sequence), record, movedTo])
    try database.cachedStatement(
      sql: "INSERT INTO feedMark (area, sequence, hash) VALUES (?, ?, ?)"
    ).execute(arguments: [area, Int64(next.sequence), Data(next.hash)])
    memory.feedEnds[area] = next
    memory.movedFeeds.insert(area)
    return next.sequence
  }

  /// Writes how far feeds have come, once a transaction. Last, as the larger stores do: the number that
  /// is committed last is the highest.
  func writeFeedEnds(_ database: Database) throws {
    let memory = writing(database)
    for area in memory.movedFeeds {
      guard let end = memory.feedEnds[area] else { continue }
      try database.cachedStatement(sql: "UPDATE area SET sequence = ? WHERE n = ?")
        .execute(arguments: [Int64(end.sequence), area])
    }
  }

  private func feedEnd(_ database: Database, _ area: Int64) throws -> FeedPosition {
    let memory = memory(of: database)
    if let known = memory?.feedEnds[area] { return known }
    let last = UInt64(
      try Int64.fetchOne(
        database.cachedStatement(sql: "SELECT sequence FROM area WHERE n = ?"), arguments: [area])
        ?? 0)
    let end = FeedPosition(sequence: last, hash: try feedHash(database, area, last) ?? [])
    memory?.feedEnds[area] = end
    return end
  }

  /// A feed's running hash behind a number.
  /// - Parameter digest: SHA-256 of the record's state.
  static func feedMark(
    after before: [UInt8], sequence: UInt64, isMoved: Bool, _ digest: [UInt8]
  ) -> [UInt8] {
    var writer = ByteWriter()
    writer.write(fixed: sequence)
    writer.write(byte: isMoved ? 1 : 0)
    return Array(sha256(before + writer.bytes + digest)[..<hashBytes])
  }

  private func feedHash(_ database: Database, _ area: Int64, _ sequence: UInt64) throws -> [UInt8]?
  {
    try Data.fetchOne(
      database.cachedStatement(sql: "SELECT hash FROM feedMark WHERE area = ? AND sequence = ?"),
      arguments: [area, Int64(clamping: sequence)]
    ).map { Array($0) }
  }

  func areaNumber(_ database: Database, _ name: String) throws -> Int64? {
    let memory = memory(of: database)
    if let known = memory?.areas[name] { return known }
    let number = try Int64.fetchOne(
      database.cachedStatement(sql: "SELECT n FROM area WHERE name = ?"), arguments: [name])
    if let number { memory?.areas[name] = number }
    return number
  }

  func areaNumber(_ database: Database, adding name: String) throws -> Int64 {
    if let number = try areaNumber(database, name) { return number }
    try database.execute(
      sql: "INSERT INTO area (name, sequence) VALUES (?, 0)", arguments: [name])
    let number = database.lastInsertedRowID
    writing(database).areas[name] = number
    return number
  }
}
