import Foundation
import GRDB
import RecordCoding
public import Replication

public import struct Replication.Record

/// A record as it is stored: what is sealed, and what its author saved since.
public struct StoredRecord: Hashable, Sendable {
  public let record: Record
  public let pending: PendingWrites?
}

extension Store {
  /// Begins a response: a record with its questionnaire, area and unit, on the disk on return.
  /// - Parameter definition: the questionnaire's canonical hash.
  /// - Returns: the new record's id.
  public func createResponse(
    definition: String, area: String, unit: String? = nil, author: Author
  ) throws(StoreError) -> RecordID {
    try requireFitting(author)
    for (name, text) in [
      (RegisterKey.Field.definition, definition), (RegisterKey.Field.area, area),
      (RegisterKey.Field.unit, unit ?? ""),
    ] { try requireFitting(.text(text), at: .field(name)) }
    let bits = environment.randomBits()
    let id = RecordID(high: bits.high, low: bits.low)
    let record = Record(id: id, kind: .response)
    var pending = PendingWrites(author: author)
    pending.save(.text(definition), to: .field(RegisterKey.Field.definition), shown: record)
    pending.save(.text(area), to: .field(RegisterKey.Field.area), shown: record)
    if let unit { pending.save(.text(unit), to: .field(RegisterKey.Field.unit), shown: record) }
    try write { [pending] database in
      let row = try self.insert(database, record, area: area, definition: definition)
      try self.append(database, pending, row.number, place: 1)
    }
    return id
  }

  /// Saves what an author wrote, on the disk on return. It is pending until a seal.
  ///
  /// Each write supersedes what `shown` shows there, and nothing else. What somebody else saved
  /// before on this store is sealed first; so is everything before the deletion of a row, which
  /// takes for seen what `shown` had seen and what this store wrote.
  /// - Parameter shown: the record as the author has it on the screen, which a sync may have
  ///   overtaken: `load(_:).record` as it was then.
  public func save(
    _ writes: [(key: RegisterKey, value: AnswerValue)], to id: RecordID, author: Author,
    shown: Record
  ) throws(StoreError) {
    if writes.isEmpty { return }
    try requireFitting(author)
    for (key, value) in writes { try requireFitting(value, at: key) }
    try write { database in
      let (number, last) = try self.rowTakingWrites(database, id)
      let deletes = writes.contains { if case .deleted = $0.value { true } else { false } }
      var seen = shown.context
      var place = (last?.place ?? 0) + 1
      if deletes || place > Self.pendingRowLimit || last.map({ $0.author != author }) == true {
        let row = try self.seal(database, id)
        seen.merge(try self.ownPart(database, of: row.record.context))
        place = 1
      }
      var pending = PendingWrites(author: author)
      for (key, value) in writes {
        let isDeletion = if case .deleted = value { true } else { false }
        pending.save(isDeletion ? .deleted(context: seen) : value, to: key, shown: shown)
      }
      try self.append(database, pending, number, place: place)
    }
  }

  /// A record with its pending writes.
  /// - Throws: `.noRecord`.
  public func load(_ id: RecordID) throws(StoreError) -> StoredRecord {
    try read { database in
      let row = try self.existingRow(database, id)
      return StoredRecord(
        record: row.record, pending: try self.pendingWrites(database, row.number, of: id))
    }
  }

  /// The row of a record that is not full, and the last of its pending rows.
  private func rowTakingWrites(_ database: Database, _ id: RecordID) throws
    -> (number: Int64, last: (place: Int64, author: Author)?)
  {
    // One statement, of which nothing is copied: this is what every answer waits for.
    let rows = try Row.fetchCursor(
      database.cachedStatement(
        sql: """
          SELECT record.n, length(record.state), last.place, last.writes
          FROM record LEFT JOIN pending AS last ON last.record = record.n
          WHERE record.id = ? ORDER BY last.place DESC LIMIT 1
          """),
      arguments: [id.data])
    guard let row = try rows.next() else { throw StoreError(.noRecord(id), at: directory) }
    let number: Int64 = row[0]
    let last: PendingRow? =
      if let place = row[2] as Int64?, let writes = row[3] as Data? {
        PendingRow(number, place: place, writes)
      } else {
        nil
      }
    let bytes = (row[1] as Int) + (try last.map { try pendingBytes(database, upTo: $0) } ?? 0)
    if bytes > Self.fullRecordBytes {
      throw StoreError(.recordFull(id, limit: Self.fullRecordBytes), at: directory)
    }
    return (number, try last.map { ($0.place, try author(of: $0)) })
  }
}
