import Foundation
import GRDB
import RecordCoding
import Replication
import Synchronization

// Pending writes: one small row a save, appended, so that an answer costs one short commit. Later
// rows win; a seal takes them all.

/// One row as it stands in the file.
struct PendingRow: Hashable {
  let record: Int64
  let place: Int64
  let writes: Data

  init(_ record: Int64, place: Int64, _ writes: Data) {
    (self.record, self.place, self.writes) = (record, place, writes)
  }

  func isBefore(_ other: PendingRow) -> Bool {
    record == other.record && place + 1 == other.place
  }
}

/// The pending row that was written or asked about last: mostly the next save finds it the last one of
/// its record still, and need not open it again or add up those before.
struct KnownPending {
  let row: PendingRow
  let author: Author
  /// Of it and of the record's rows before it; nil where nobody asked.
  var bytes: Int?
}

extension Store {
  /// A record is sealed when it has so many rows of pending writes.
  static let pendingRowLimit = 500

  static func pendingPlace(_ number: Int64, _ place: Int64) -> ValueCipher.Place {
    var writer = ByteWriter()
    writer.write(zigzag: number)
    writer.write(zigzag: place)
    return ValueCipher.Place(table: "pending", row: writer.bytes)
  }

  /// All that is saved and not sealed of a record, under the names that hold now; nil where there
  /// is nothing.
  func pendingWrites(_ database: Database, _ number: Int64, of record: RecordID) throws
    -> PendingWrites?
  {
    guard try hasPending(database) else { return nil }
    let rows = try Row.fetchCursor(
      database.cachedStatement(
        sql: "SELECT place, writes FROM pending WHERE record = ? ORDER BY place"),
      arguments: [number])
    var all: PendingWrites?
    while let row = try rows.next() {
      let pending = try decodedPending(number, place: row[0], row[1])
      // In place: a copy of what is joined so far, for each row, would be most of the work of a seal.
      if all == nil { all = PendingWrites(author: pending.author) }
      for (key, write) in pending.writes { all?.save(write, to: key) }
    }
    return try all.map { try renamed(database, $0, of: record) }
  }

  /// Whether anything is saved and not sealed.
  public func hasUnsealed() throws(StoreError) -> Bool { try read(isAnyPending) }

  private func isAnyPending(_ database: Database) throws -> Bool {
    let statement = try database.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM pending)")
    return try Bool.fetchOne(statement) ?? false
  }

  /// Whether anything may be saved and not sealed: of a server nothing is.
  private func hasPending(_ database: Database) throws -> Bool {
    guard let memory = memory(of: database) else { return true }
    if let known = memory.hasPending { return known }
    let isAny = try isAnyPending(database)
    memory.hasPending = isAny
    return isAny
  }

  func lastPending(_ database: Database, _ number: Int64) throws
    -> (place: Int64, author: Author)?
  {
    try Row.fetchOne(
      database.cachedStatement(
        sql: "SELECT place, writes FROM pending WHERE record = ? ORDER BY place DESC LIMIT 1"),
      arguments: [number]
    ).map { row in
      (row[0], try self.author(of: PendingRow(number, place: row[0], row[1])))
    }
  }

  /// Who saved a row. The same bytes in the same place say the same.
  func author(of row: PendingRow) throws -> Author { try known(row).author }

  private func known(_ row: PendingRow) throws -> KnownPending {
    if let known = knownPending.withLock({ $0 }), known.row == row { return known }
    let author = try decodedPending(row.record, place: row.place, row.writes).author
    let known = KnownPending(row: row, author: author)
    knownPending.withLock { $0 = known }
    return known
  }

  /// The bytes of a record's pending rows, of which this is the last.
  func pendingBytes(_ database: Database, upTo last: PendingRow) throws -> Int {
    var known = try known(last)
    if let bytes = known.bytes { return bytes }
    let bytes =
      try Int.fetchOne(
        database.cachedStatement(sql: "SELECT sum(length(writes)) FROM pending WHERE record = ?"),
        arguments: [last.record]) ?? 0
    known.bytes = bytes
    knownPending.withLock { $0 = known }
    return bytes
  }

  func append(_ database: Database, _ pending: PendingWrites, _ number: Int64, place: Int64) throws
  {
    var writer = ByteWriter()
    writer.write(pending)
    let row = PendingRow(
      number, place: place, sealed(writer.bytes, Self.pendingPlace(number, place)))
    try database.cachedStatement(
      sql: "INSERT INTO pending (record, place, writes) VALUES (?, ?, ?)"
    ).execute(arguments: [row.record, row.place, row.writes])
    memory(of: database)?.hasPending = true
    knownPending.withLock { last in
      let before = place == 1 ? 0 : last.flatMap { $0.row.isBefore(row) ? $0.bytes : nil }
      last = KnownPending(
        row: row, author: pending.author, bytes: before.map { $0 + row.writes.count })
    }
  }

  func removePending(_ database: Database, _ number: Int64) throws {
    try database.cachedStatement(sql: "DELETE FROM pending WHERE record = ?")
      .execute(arguments: [number])
  }

  func decodedPending(_ number: Int64, place: Int64, _ bytes: Data) throws -> PendingWrites {
    let place = Self.pendingPlace(number, place)
    let plain = try opened(bytes, place)
    return try decoding(place) { () throws(RecordDecodingError) in
      var reader = ByteReader(plain)
      let pending = try reader.readPendingWrites()
      try reader.expectEnd()
      return pending
    }
  }
}
