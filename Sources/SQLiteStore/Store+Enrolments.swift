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
}

extension Store {
  /// Admits a device to be: whoever brings the code first.
  /// - Parameter codeHash: SHA-256 of the code; the code itself is not kept.
  /// - Returns: the enrolment's number, for `revoke`.
  @discardableResult
  public func enrol(
    _ author: Author, areas: [String], codeHash: [UInt8], codeExpires: WallTime
  ) throws(StoreError) -> Int64 {
    try write { database in
      try database.execute(
        sql: """
          INSERT INTO enrolment (name, role, areas, codeHash, codeExpires, revoked)
          VALUES (?, ?, ?, ?, ?, 0)
          """,
        arguments: [
          author.name, author.role.rawValue, areas.joined(separator: "\n"), Data(codeHash),
          codeExpires.milliseconds,
        ])
      return database.lastInsertedRowID
    }
  }

  /// Trades a code for a token, once; the same device may repeat it while the code is good, since
  /// the answer may have been lost on the way.
  /// - Returns: nil where the code is unknown, expired, revoked, or used by another device.
  public func redeem(
    codeHash: [UInt8], tokenHash: [UInt8], replica: ReplicaID
  ) throws(StoreError) -> StoredEnrolment? {
    let now = environment.now().milliseconds
    return try write { database in
      try database.execute(
        sql: """
          UPDATE enrolment SET tokenHash = ?, replica = ?
          WHERE codeHash = ? AND codeExpires >= ? AND revoked = 0
            AND (replica IS NULL OR replica = ?)
          """,
        arguments: [Data(tokenHash), replica.data, Data(codeHash), now, replica.data])
      guard database.changesCount == 1 else { return nil }
      return try Self.enrolments(database, where: "tokenHash = ?", [Data(tokenHash)]).first
    }
  }

  /// The enrolment that a token proves; nil where there is none or it was revoked.
  /// - Parameter tokenHash: SHA-256 of the token.
  public func enrolment(tokenHash: [UInt8]) throws(StoreError) -> StoredEnrolment? {
    try read {
      try Self.enrolments($0, where: "tokenHash = ? AND revoked = 0", [Data(tokenHash)]).first
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

  private static func enrolments(
    _ database: Database, where condition: String, _ arguments: StatementArguments
  ) throws -> [StoredEnrolment] {
    try Row.fetchAll(
      database.cachedStatement(
        sql: """
          SELECT n, name, role, areas, codeExpires, replica, revoked FROM enrolment
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
        replica: try (row[5] as Data?).map { try ReplicaID(data: $0) }, isRevoked: row[6])
    }
  }
}
