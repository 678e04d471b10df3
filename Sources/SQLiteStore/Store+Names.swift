import Foundation
import GRDB
import RecordCoding
import Replication
import Synchronization

import struct Replication.Record

// Questions and fields are named in every response to a questionnaire: the store has each name once,
// with a number, and writes the numbers into the states (Docs/Merge.md, "Compact form").
//
// One damaged row would take all responses with it that name it. So names stand in two tables, and
// either will do.

/// What is committed of the table of names, as far as it is known.
struct CommittedNames: Sendable {
  var names = NumberedNames()
  /// There are more, or nobody has looked yet.
  var isBehind = true
}

extension Store {
  /// Names that get a number; further ones are spelt out in the states, so that foreign names fill
  /// neither memory nor table.
  static let numberedNames = 1 << 16
  /// The longest that gets one, in bytes.
  static let numberedNameBytes = 256

  /// The tables that hold every name, in the order in which they are asked.
  static let nameTables = ["name", "nameCopy"]
  private static let nameDigestBytes = 16

  static func namePlace(_ number: Int) -> ValueCipher.Place {
    ValueCipher.Place(table: "name", row: Array(String(number).utf8))
  }

  /// What a salvage finds a name's row by and knows it from: the first of SHA-256.
  static func nameDigest(of name: String) -> Data {
    Data(sha256(Array(name.utf8))[..<nameDigestBytes])
  }

  /// Takes note of names that were committed since, where some were missing. What is noted is never
  /// taken back: this is where a transaction begins, and nothing uncommitted can be seen.
  func refreshNames(before transaction: Database) throws {
    guard names.withLock({ $0.isBehind }) else { return }
    _ = try noted(transaction)
  }

  /// The state of a record as it is written; its names get numbers.
  func stored(_ database: Database, _ record: Record) throws -> [UInt8] {
    let known = knownNames(database)
    let (bytes, spelt) = RecordCoder.encodeCompact(record, names: known)
    if spelt.isEmpty { return bytes }
    return RecordCoder.encodeCompact(
      record, names: try numbered(database, spelt, after: known)
    ).bytes
  }

  /// The record of a state as it was written, now or by a version that knew only canonical bytes.
  func record(
    _ database: Database, _ id: RecordID, stored plain: [UInt8], sharing known: inout KnownKeys
  ) throws -> Record {
    let place = Self.statePlace(id)
    guard RecordCoder.isCompact(plain) else {
      let record = try decoding(place) { () throws(RecordDecodingError) in
        try RecordCoder.decode(plain, sharing: &known)
      }
      guard record.id == id else { throw DamagedValue(place) }
      return record
    }
    let present = knownNames(database)
    do {
      return try RecordCoder.decodeCompact(plain, id: id, names: present, sharing: known)
    } catch {
      // It may name what another connection, or this transaction, has numbered since.
      guard try lastName(database) > present.count else { throw DamagedValue(place) }
    }
    let later = try later(than: present, database)
    return try decoding(place) { () throws(RecordDecodingError) in
      try RecordCoder.decodeCompact(plain, id: id, names: later, sharing: known)
    }
  }

  /// The committed names, as far as they are known, and those of the transaction that writes.
  private func knownNames(_ database: Database) -> NumberedNames {
    memory(of: database)?.names ?? names.withLock { $0.names }
  }

  /// All names that a connection sees. One that only reads sees nothing uncommitted; what the other
  /// sees is noted when its next transaction begins.
  private func later(
    than known: NumberedNames, _ database: Database
  ) throws -> NumberedNames {
    if database.configuration.readonly || readOnlyCause != nil { return try noted(database) }
    names.withLock { $0.isBehind = true }
    let later = try extended(known, by: database)
    memory(of: database)?.names = later
    return later
  }

  /// Notes what a connection that sees nothing uncommitted sees.
  private func noted(_ database: Database) throws -> NumberedNames {
    let present = try extended(names.withLock { $0.names }, by: database)
    return names.withLock { committed in
      if committed.names.count < present.count { committed.names = present }
      committed.isBehind = false
      return committed.names
    }
  }

  private func lastName(_ database: Database) throws -> Int {
    try readingNames { table in
      try Int.fetchOne(database.cachedStatement(sql: "SELECT max(n) FROM \(table)")) ?? 0
    }.max() ?? 0
  }

  /// These and all later ones that the connection sees.
  private func extended(
    _ known: NumberedNames, by database: Database
  ) throws -> NumberedNames {
    var found: [Int: String] = [:]
    for rows in try readingNames({ try self.names(database, in: $0, after: known.count) }) {
      found.merge(rows) { first, _ in first }
    }
    var names = known
    for number in known.count..<(found.keys.max() ?? known.count) {
      names.append(found[number + 1])
    }
    return names
  }

  /// What either table gives, without one that is damaged; damage of both is an error.
  private func readingNames<Value>(_ body: (String) throws -> Value) throws -> [Value] {
    var values: [Value] = []
    var damage: DatabaseError?
    for table in Self.nameTables {
      do { values.append(try body(table)) } catch let error as DatabaseError
        where error.resultCode == .SQLITE_CORRUPT
      {
        damage = error
      }
    }
    if values.isEmpty, let damage { throw damage }
    return values
  }

  /// The rows behind a number that open.
  private func names(
    _ database: Database, in table: String, after number: Int
  ) throws -> [Int: String] {
    let rows = try Row.fetchCursor(
      database, sql: "SELECT n, bytes FROM \(table) WHERE n > ? ORDER BY n LIMIT ?",
      arguments: [number, Self.numberedNames])
    var names: [Int: String] = [:]
    while let row = try rows.next() {
      let number: Int = row[0]
      names[number] = openedName(row[1], number)
    }
    return names
  }

  /// The name that a sealed value holds; nil where it is damaged.
  func openedName(_ sealed: Data, _ number: Int) -> String? {
    environment.cipher.open(Array(sealed), Self.namePlace(number)).flatMap {
      String(validating: $0, as: UTF8.self)
    }
  }

  /// Gives numbers to names that have none. Those too many or too long stay without, and so do all
  /// where the tables are damaged: the states spell them out then, and lose nothing.
  private func numbered(
    _ database: Database, _ spelt: [String], after known: NumberedNames
  ) throws -> NumberedNames {
    var names = try later(than: known, database)
    do {
      for name in spelt
      where names.count < Self.numberedNames && name.utf8.count <= Self.numberedNameBytes
        && names.number(of: name) == nil
      {
        let number = names.count + 1
        for table in Self.nameTables {
          try database.cachedStatement(
            sql: "INSERT INTO \(table) (n, digest, bytes) VALUES (?, ?, ?)"
          ).execute(arguments: [
            number, Self.nameDigest(of: name), sealed(Array(name.utf8), Self.namePlace(number)),
          ])
        }
        names.append(name)
      }
    } catch let error as DatabaseError where error.resultCode == .SQLITE_CORRUPT {
      return known
    }
    writing(database).names = names
    return names
  }
}
