import Foundation
import GRDB

// Whose bundles are whose, as a server or hub knows it. The first key that a device tells is its own
// for good: another would be a thief's, who has the token and not the store.

extension Store {
  /// Keeps the key that an enrolled device tells, unless it told one before.
  /// - Parameter number: of its enrolment.
  public func keep(signingKey key: [UInt8], ofEnrolment number: Int64) throws(StoreError) {
    try write { try self.keep($0, signingKey: key, of: number) }
  }

  func keep(_ database: Database, signingKey key: [UInt8], of enrolment: Int64) throws {
    if key.isEmpty { return }
    try database.execute(
      sql: "UPDATE enrolment SET signingKey = ? WHERE n = ? AND signingKey IS NULL",
      arguments: [Data(key), enrolment])
  }

  /// The enrolment of a number, revoked or not.
  public func enrolment(number: Int64) throws(StoreError) -> StoredEnrolment? {
    try read { try Self.enrolments($0, where: "n = ?", [number]).first }
  }

  /// At a hub: an enrolment as the root signed it.
  public func certificate(ofEnrolment number: Int64) throws(StoreError) -> [UInt8]? {
    try read { database in
      try Data.fetchOne(
        database, sql: "SELECT certificate FROM enrolment WHERE n = ?", arguments: [number]
      ).map { Array($0) }
    }
  }

  /// The enrolment of the device whose key this is; nil where nobody told it. Of several the one that
  /// is good still.
  public func enrolment(signingKey key: [UInt8]) throws(StoreError) -> StoredEnrolment? {
    try read { database in
      let all = try Self.enrolments(database, where: "signingKey = ?", [Data(key)])
      return all.first { !$0.isRevoked } ?? all.first
    }
  }
}
