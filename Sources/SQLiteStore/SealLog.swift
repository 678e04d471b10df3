import Foundation
import GRDB
import RecordCoding
import Replication
import SyncProtocol

// The seal log: every revision of every replica that has been heard of, once.

/// What an entry of the seal log meets here.
enum SealMeeting {
  case new
  case known
  /// Another chain stands at that revision: a replica that was cloned or restored.
  case forked
}

extension Store {
  private static let sealTable = "seal"

  private func place(_ dot: Dot) -> ValueCipher.Place {
    var writer = ByteWriter()
    writer.write(dot)
    return ValueCipher.Place(table: Self.sealTable, row: writer.bytes)
  }

  func chain(_ database: Database, of replica: ReplicaID) throws -> Chain {
    guard let number = try replicaNumber(database, replica),
      let revision = try Int64.fetchOne(
        database.cachedStatement(sql: "SELECT max(revision) FROM seal WHERE replica = ?"),
        arguments: [number]),
      let entry = try sealEntry(
        database, Dot(replica: replica, revision: UInt64(bitPattern: revision)))
    else { return Chain() }
    return Chain(revision: entry.dot.revision, hash: entry.chain)
  }

  func sealEntry(_ database: Database, _ dot: Dot) throws -> SealEntry? {
    guard let number = try replicaNumber(database, dot.replica),
      let bytes = try Data.fetchOne(
        database.cachedStatement(
          sql: "SELECT entry FROM seal WHERE replica = ? AND revision = ?"),
        arguments: [number, Int64(bitPattern: dot.revision)])
    else { return nil }
    return try openSeal(bytes, dot)
  }

  /// Every entry that speaks of a record, oldest first by replica.
  func sealEntries(_ database: Database, of record: RecordID) throws -> [SealEntry] {
    let statement = try database.cachedStatement(
      sql: """
        SELECT replica.id, seal.revision, seal.entry FROM seal
        JOIN replica ON replica.n = seal.replica WHERE seal.record = ?
        ORDER BY seal.replica, seal.revision
        """)
    return try Row.fetchAll(statement, arguments: [record.data]).map { try self.sealEntry(of: $0) }
  }

  /// From a row of replica id, revision, entry.
  func sealEntry(of row: Row) throws -> SealEntry {
    let dot = Dot(
      replica: try ReplicaID(data: row[0]), revision: UInt64(bitPattern: row[1]))
    return try openSeal(row[2], dot)
  }

  func meet(_ database: Database, _ entry: SealEntry) throws -> SealMeeting {
    guard let known = try sealEntry(database, entry.dot) else { return .new }
    return known.chain == entry.chain && known.record == entry.record ? .known : .forked
  }

  func insert(_ database: Database, _ entry: SealEntry) throws {
    var writer = ByteWriter()
    writer.write(entry)
    try database.cachedStatement(
      sql: "INSERT INTO seal (replica, revision, record, entry) VALUES (?, ?, ?, ?)"
    ).execute(arguments: [
      try replicaNumber(database, adding: entry.dot.replica),
      Int64(bitPattern: entry.dot.revision), entry.record.data,
      sealed(writer.bytes, place(entry.dot)),
    ])
  }

  private func openSeal(_ bytes: Data, _ dot: Dot) throws -> SealEntry {
    let place = place(dot)
    let plain = try opened(bytes, place)
    return try decoding(place) { () throws(RecordDecodingError) in
      var reader = ByteReader(plain)
      let entry = try reader.readSealEntry()
      try reader.expectEnd()
      return entry
    }
  }

  private func replicaNumber(_ database: Database, _ replica: ReplicaID) throws -> Int64? {
    try Int64.fetchOne(
      database.cachedStatement(sql: "SELECT n FROM replica WHERE id = ?"),
      arguments: [replica.data])
  }

  private func replicaNumber(_ database: Database, adding replica: ReplicaID) throws -> Int64 {
    if let number = try replicaNumber(database, replica) { return number }
    try database.execute(sql: "INSERT INTO replica (id) VALUES (?)", arguments: [replica.data])
    return database.lastInsertedRowID
  }
}
