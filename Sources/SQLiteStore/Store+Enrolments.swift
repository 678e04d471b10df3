import Foundation
import GRDB
public import Replication

/// One device's permission to sync with a server.
public struct StoredEnrolment: Hashable, Sendable {
  /// For `revoke(enrolment:)`.
  public let number: Int64
  /// Who writes on the device.
  public let author: Author
  /// What the device may sync.
  public let areas: [String]
  /// The one-time code is good until then.
  public let codeExpires: WallTime
  /// The device that used the code; nil before.
  public let replica: ReplicaID?
  /// Whether the permission was taken back.
  public let isRevoked: Bool
  /// Whether a hub is enrolled, not a person's device.
  public let isHub: Bool
  /// What the device's bundles are checked by; nil while it is not known.
  public let signingKey: [UInt8]?
}

extension Store {
  /// Admits a device to be: whoever brings the code first.
  /// - Parameters:
  ///   - codeHash: SHA-256 of the code; the code itself is not kept.
  ///   - isHub: for a hub, not for a person's device.
  /// - Returns: the enrolment's number, for `revoke`.
  @discardableResult
  public func enrol(
    _ author: Author, areas: [String], codeHash: [UInt8], codeExpires: WallTime,
    isHub: Bool = false
  ) throws(StoreError) -> Int64 {
    try write { database in
      try database.execute(
        sql: """
          INSERT INTO enrolment (name, role, areas, codeHash, codeExpires, revoked, hub)
          VALUES (?, ?, ?, ?, ?, 0, ?)
          """,
        arguments: [
          author.name, author.role.rawValue, areas.joined(separator: "\n"), Data(codeHash),
          codeExpires.milliseconds, isHub,
        ])
      return database.lastInsertedRowID
    }
  }

  /// Trades a code for a token, once; the same device may repeat it while the code is good, since
  /// the answer may have been lost on the way.
  /// - Parameter signingKey: what the device's bundles are checked by; empty where it tells none.
  /// - Returns: nil where the code is unknown, expired, revoked, or used by another device.
  public func redeem(
    codeHash: [UInt8], tokenHash: [UInt8], replica: ReplicaID, asHub: Bool = false,
    signingKey: [UInt8] = []
  ) throws(StoreError) -> StoredEnrolment? {
    let now = environment.now().milliseconds
    return try write { database in
      try database.execute(
        sql: """
          UPDATE enrolment SET replica = ?
          WHERE codeHash = ? AND codeExpires >= ? AND revoked = 0 AND hub = ?
            AND (replica IS NULL OR replica = ?)
          """,
        arguments: [replica.data, Data(codeHash), now, asHub, replica.data])
      guard database.changesCount == 1,
        let enrolment = try Self.enrolments(database, where: "codeHash = ?", [Data(codeHash)]).first
      else { return nil }
      // The last one given here is good; those that other hubs gave to the same device stay so.
      try database.execute(
        sql: "DELETE FROM token WHERE enrolment = ? AND issued = 1", arguments: [enrolment.number])
      try self.insertToken(
        database, tokenHash, of: enrolment.number, to: replica, isIssuedHere: true)
      try self.keep(database, signingKey: signingKey, of: enrolment.number)
      return enrolment
    }
  }

  /// The enrolment that a token proves; nil where there is none or it was revoked.
  /// - Parameter tokenHash: SHA-256 of the token.
  public func enrolment(tokenHash: [UInt8]) throws(StoreError) -> StoredEnrolment? {
    try read { database in
      let condition = "revoked = 0 AND n = (SELECT enrolment FROM token WHERE hash = ?)"
      return try Self.enrolments(database, where: condition, [Data(tokenHash)]).first
    }
  }

  /// Whether the token was given to another device than the one that has the enrolment: both brought
  /// the same code to different hubs, and the other came first.
  public func isOverruled(tokenHash: [UInt8]) throws(StoreError) -> Bool {
    try read { database in
      try Bool.fetchOne(
        database.cachedStatement(
          sql: """
            SELECT token.replica <> enrolment.replica FROM token
            JOIN enrolment ON enrolment.n = token.enrolment WHERE token.hash = ?
            """), arguments: [Data(tokenHash)]) ?? false
    }
  }

  /// All enrolments, in the order they were made.
  public func enrolments() throws(StoreError) -> [StoredEnrolment] {
    try read { try Self.enrolments($0, where: "1", []) }
  }

  /// Takes a permission back; what the device sent stays.
  public func revoke(enrolment number: Int64) throws(StoreError) {
    try write {
      try $0.execute(sql: "UPDATE enrolment SET revoked = 1 WHERE n = ?", arguments: [number])
    }
  }

  static func enrolments(
    _ database: Database, where condition: String, _ arguments: StatementArguments
  ) throws -> [StoredEnrolment] {
    try Row.fetchAll(
      database.cachedStatement(
        sql: """
          SELECT n, name, role, areas, codeExpires, replica, revoked, hub, signingKey FROM enrolment
          WHERE \(condition) ORDER BY n
          """),
      arguments: arguments
    ).map { row in
      guard let role = Author.Role(rawValue: row[2]) else {
        throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "an unknown role")
      }
      return StoredEnrolment(
        number: row[0], author: Author(name: row[1], role: role),
        areas: (row[3] as String).split(separator: "\n").map(String.init),
        codeExpires: WallTime(milliseconds: row[4]),
        replica: try (row[5] as Data?).map { try ReplicaID(data: $0) }, isRevoked: row[6],
        isHub: row[7], signingKey: (row[8] as Data?).map { Array($0) })
    }
  }
}
