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
  /// The line that stands there does not open, or the one that came lies: it has the chain that
  /// another record's line has.
  case unusable
}

/// The lines about one record, as far as many that arrive about it ask.
struct HeldLines {
  var count = 0
  /// The last of each replica, by its number.
  var last: [Int64: Int64] = [:]
  /// By the name that a fork would give each; nil until it is asked for.
  var formers: [Dot: SealEntry]?
  /// What the record here has seen; nil until it is asked for.
  var seen: VersionVector?
}

extension Store {
  private static let sealTable = "seal"

  static func sealPlace(_ dot: Dot) -> ValueCipher.Place {
    var writer = ByteWriter()
    writer.write(dot)
    return ValueCipher.Place(table: sealTable, row: writer.bytes)
  }

  /// How far a replica's log goes, by its last line that opens: damaged ones are passed over.
  func chain(_ database: Database, of replica: ReplicaID) throws -> Chain {
    guard let number = try replicaNumber(database, replica) else { return Chain() }
    let rows = try Row.fetchCursor(
      database.cachedStatement(
        sql: "SELECT revision, entry FROM seal WHERE replica = ? ORDER BY revision DESC"),
      arguments: [number])
    while let row = try rows.next() {
      let dot = Dot(replica: replica, revision: UInt64(bitPattern: row[0]))
      do {
        return Chain(revision: dot.revision, hash: try openSeal(row[1], dot).chain)
      } catch is DamagedValue { continue }
    }
    return Chain()
  }

  /// The last revision that a replica's log has a line of, damaged or not; 0 where it has none.
  func lastRevision(_ database: Database, of replica: ReplicaID) throws -> UInt64 {
    guard let number = try replicaNumber(database, replica) else { return 0 }
    let last = try Int64.fetchOne(
      database.cachedStatement(sql: "SELECT max(revision) FROM seal WHERE replica = ?"),
      arguments: [number])
    return last.map { UInt64(bitPattern: $0) } ?? 0
  }

  /// The last revision under which a replica sealed one record; 0 where it did not.
  func lastRevision(
    _ database: Database, of replica: ReplicaID, about record: RecordID
  ) throws -> UInt64 {
    guard let number = try replicaNumber(database, replica) else { return 0 }
    let last = try Int64.fetchOne(
      database.cachedStatement(
        sql: "SELECT max(revision) FROM seal WHERE record = ? AND replica = ?"),
      arguments: [record.data, number])
    return last.map { UInt64(bitPattern: $0) } ?? 0
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

  /// What the log says of a record, without its lines.
  func heldLines(_ database: Database, of record: RecordID) throws -> HeldLines {
    let rows = try Row.fetchCursor(
      database.cachedStatement(
        sql: """
          SELECT replica, max(revision), count(*) FROM seal WHERE record = ? GROUP BY replica
          """),
      arguments: [record.data])
    var held = HeldLines()
    while let row = try rows.next() {
      held.last[row[0]] = row[1]
      held.count += row[2] as Int
    }
    return held
  }

  /// Whether a later line of the replica is among them.
  func hasLater(
    _ database: Database, than dot: Dot, among held: HeldLines
  ) throws -> Bool {
    guard !held.last.isEmpty, let number = try replicaNumber(database, dot.replica),
      let last = held.last[number]
    else { return false }
    return last > Int64(bitPattern: dot.revision)
  }

  func sealCount(_ database: Database, of record: RecordID) throws -> Int {
    try Int.fetchOne(
      database.cachedStatement(sql: "SELECT count(*) FROM seal WHERE record = ?"),
      arguments: [record.data]) ?? 0
  }

  /// From a row of replica id, revision, entry.
  func sealEntry(of row: Row) throws -> SealEntry {
    let dot = Dot(
      replica: try ReplicaID(data: row[0]), revision: UInt64(bitPattern: row[1]))
    return try openSeal(row[2], dot)
  }

  func meet(_ database: Database, _ entry: SealEntry) throws -> SealMeeting {
    let known: SealEntry?
    do {
      known = try sealEntry(database, entry.dot)
    } catch let damage as DamagedValue {
      try note(database, damage)
      return .unusable
    }
    guard let known else { return .new }
    if known.chain != entry.chain { return .forked }
    return known.record == entry.record ? .known : .unusable
  }

  /// The lines of a replica from a revision on, in order; damaged ones are left out and noted.
  func sealEntries(
    _ database: Database, of replica: ReplicaID, from first: UInt64
  ) throws -> [SealEntry] {
    guard let number = try replicaNumber(database, replica) else { return [] }
    let rows = try Row.fetchAll(
      database.cachedStatement(
        sql: """
          SELECT revision, entry FROM seal WHERE replica = ? AND revision >= ? ORDER BY revision
          """), arguments: [number, Int64(bitPattern: first)])
    var lines: [SealEntry] = []
    for row in rows {
      do {
        lines.append(
          try openSeal(row[1], Dot(replica: replica, revision: UInt64(bitPattern: row[0]))))
      } catch let damage as DamagedValue {
        try note(database, damage)
      }
    }
    return lines
  }

  func remove(_ database: Database, _ dot: Dot) throws {
    guard let number = try replicaNumber(database, dot.replica) else { return }
    try database.cachedStatement(sql: "DELETE FROM seal WHERE replica = ? AND revision = ?")
      .execute(arguments: [number, Int64(bitPattern: dot.revision)])
  }

  /// - Returns: the number of its replica.
  @discardableResult
  func insert(_ database: Database, _ entry: SealEntry) throws -> Int64 {
    let number = try replicaNumber(database, adding: entry.dot.replica)
    var writer = ByteWriter()
    writer.write(entry)
    try database.cachedStatement(
      sql: "INSERT INTO seal (replica, revision, record, entry) VALUES (?, ?, ?, ?)"
    ).execute(arguments: [
      number, Int64(bitPattern: entry.dot.revision), entry.record.data,
      sealed(writer.bytes, Self.sealPlace(entry.dot)),
    ])
    return number
  }

  func openSeal(_ bytes: Data, _ dot: Dot) throws -> SealEntry {
    let place = Self.sealPlace(dot)
    let plain = try opened(bytes, place)
    return try decoding(place) { () throws(RecordDecodingError) in
      var reader = ByteReader(plain)
      let entry = try reader.readSealEntry()
      try reader.expectEnd()
      return entry
    }
  }

  private func replicaNumber(_ database: Database, _ replica: ReplicaID) throws -> Int64? {
    let memory = memory(of: database)
    if let known = memory?.replicas[replica] { return known }
    let number = try Int64.fetchOne(
      database.cachedStatement(sql: "SELECT n FROM replica WHERE id = ?"),
      arguments: [replica.data])
    if let number { memory?.replicas[replica] = number }
    return number
  }

  private func replicaNumber(_ database: Database, adding replica: ReplicaID) throws -> Int64 {
    if let number = try replicaNumber(database, replica) { return number }
    try database.execute(sql: "INSERT INTO replica (id) VALUES (?)", arguments: [replica.data])
    let number = database.lastInsertedRowID
    memory(of: database)?.replicas[replica] = number
    return number
  }
}
