import Foundation
import GRDB
import Replication
public import SyncProtocol

// Enrolments as hubs have them: whole words of the root server, signed, and beside them the tokens
// that this hub gave for codes meanwhile.

extension Store {
  /// The enrolments that concern somebody who follows these areas, unsigned, with the signed form in
  /// which they came where this store is a hub; in the order of their codes, those made last where they
  /// are too many.
  public func enrolments(
    in areas: [String]
  ) throws(StoreError) -> [(enrolment: SignedEnrolment, certificate: [UInt8]?)] {
    let areas = Set(areas)
    return try read { database in
      var listed: [(enrolment: SignedEnrolment, certificate: [UInt8]?)] = []
      let rows = try Row.fetchCursor(
        database,
        sql: """
          SELECT n, name, role, areas, codeHash, codeExpires, replica, revoked, hub, certificate,
            signingKey
          FROM enrolment ORDER BY n DESC
          """)
      while listed.count < SyncLimits.enrolments, let row = try rows.next() {
        let own = (row[3] as String).split(separator: "\n").map(String.init)
        guard !areas.isDisjoint(with: own) else { continue }
        guard let role = Author.Role(rawValue: row[2]) else {
          throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "an unknown role")
        }
        let replica = try (row[6] as Data?).map { try ReplicaID(data: $0) }
        listed.append(
          (
            SignedEnrolment(
              author: Author(name: row[1], role: role), areas: own,
              codeHash: Array(row[4] as Data),
              codeExpires: WallTime(milliseconds: row[5]), replica: replica,
              tokenHashes: try tokens(database, of: row[0], replica), isRevoked: row[7],
              isHub: row[8],
              signingKey: (row[10] as Data?).map { SigningKeyWord(key: Array($0)) }),
            (row[9] as Data?).map { Array($0) }
          ))
      }
      return listed.sorted {
        $0.enrolment.codeHash.lexicographicallyPrecedes($1.enrolment.codeHash)
      }
    }
  }

  /// Takes what the root signed. A code that was brought here stays brought by whoever came first at
  /// the root; a permission that was taken back stays so.
  public func takeIn(_ enrolments: [SignedEnrolment]) throws(StoreError) {
    if enrolments.isEmpty { return }
    try write { database in
      for enrolment in enrolments { try self.takeIn(database, enrolment) }
    }
  }

  /// Tokens that were given for codes here, or at hubs below, and their devices' signing keys, where
  /// the signed list does not have them yet: to be told upwards.
  public func redemptions() throws(StoreError) -> [Redemption] {
    try read { database in
      let rows = try Row.fetchAll(
        database,
        sql: """
          SELECT enrolment.codeHash, token.hash, token.replica, enrolment.certificate,
            enrolment.signingKey
          FROM token
          JOIN enrolment ON enrolment.n = token.enrolment
          WHERE enrolment.certificate IS NOT NULL AND enrolment.revoked = 0
            AND token.replica = enrolment.replica ORDER BY token.hash
          """)
      var redemptions: [Redemption] = []
      for row in rows where redemptions.count < SyncLimits.enrolments {
        let redemption = Redemption(
          codeHash: Array(row[0] as Data), tokenHash: Array(row[1] as Data),
          replica: try ReplicaID(data: row[2]),
          signingKey: (row[4] as Data?).map { Array($0) } ?? [])
        if !Self.lists(row[3], redemption) { redemptions.append(redemption) }
      }
      return redemptions
    }
  }

  /// Takes what a hub says of codes that were brought to it: whoever came first has the enrolment,
  /// and what was given to another device stays without effect here.
  /// - Parameter areas: the hub's own; it speaks of no other's enrolments.
  public func takeIn(
    _ redemptions: [Redemption], ofHubIn areas: [String]
  ) throws(StoreError) {
    if redemptions.isEmpty { return }
    let areas = Set(areas)
    try write { database in
      for redemption in redemptions {
        let found = try Self.enrolments(
          database, where: "codeHash = ? AND revoked = 0", [Data(redemption.codeHash)]
        ).first
        guard let found, !areas.isDisjoint(with: found.areas) else { continue }
        if found.replica == nil {
          try database.execute(
            sql: "UPDATE enrolment SET replica = ? WHERE n = ?",
            arguments: [redemption.replica.data, found.number])
        }
        guard found.replica == nil || found.replica == redemption.replica else { continue }
        try self.insertToken(
          database, redemption.tokenHash, of: found.number, to: redemption.replica,
          isIssuedHere: false)
        try self.keep(database, signingKey: redemption.signingKey, of: found.number)
      }
    }
  }

  /// Keeps a token, unless the enrolment has as many as it may.
  func insertToken(
    _ database: Database, _ hash: [UInt8], of enrolment: Int64, to replica: ReplicaID,
    isIssuedHere: Bool
  ) throws {
    let count = try Int.fetchOne(
      database, sql: "SELECT count(*) FROM token WHERE enrolment = ?", arguments: [enrolment])
    guard isIssuedHere || count ?? 0 < SyncLimits.tokens else { return }
    try database.execute(
      sql: "INSERT OR IGNORE INTO token (hash, enrolment, replica, issued) VALUES (?, ?, ?, ?)",
      arguments: [Data(hash), enrolment, replica.data, isIssuedHere])
  }

  private func takeIn(_ database: Database, _ signed: SignedEnrolment) throws {
    try database.execute(
      sql: """
        INSERT INTO enrolment
          (name, role, areas, codeHash, codeExpires, replica, revoked, hub, certificate, signingKey)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (codeHash) DO UPDATE SET
          name = excluded.name, role = excluded.role, areas = excluded.areas,
          codeExpires = excluded.codeExpires, hub = excluded.hub,
          replica = coalesce(excluded.replica, replica), revoked = max(revoked, excluded.revoked),
          certificate = excluded.certificate,
          signingKey = coalesce(excluded.signingKey, signingKey)
        """,
      arguments: [
        signed.author.name, signed.author.role.rawValue, signed.areas.joined(separator: "\n"),
        Data(signed.codeHash), signed.codeExpires.milliseconds, signed.replica?.data,
        signed.isRevoked, signed.isHub, Data(signed.fieldBytes),
        (signed.signingKey?.key).map { Data($0) },
      ])
    guard let replica = signed.replica,
      let number = try Int64.fetchOne(
        database, sql: "SELECT n FROM enrolment WHERE codeHash = ?",
        arguments: [Data(signed.codeHash)])
    else { return }
    for hash in signed.tokenHashes {
      try insertToken(database, hash, of: number, to: replica, isIssuedHere: false)
    }
  }

  /// Whether the root has heard all of it.
  private static func lists(_ certificate: Data, _ redemption: Redemption) -> Bool {
    do throws(WireError) {
      let signed = try SignedEnrolment(fieldBytes: Array(certificate))
      return signed.tokenHashes.contains(redemption.tokenHash)
        && (redemption.signingKey.isEmpty || signed.signingKey != nil)
    } catch {
      // What cannot be read says nothing: the token and the key are told upwards.
      return false
    }
  }

  /// The tokens of the device that has the enrolment, ascending.
  private func tokens(
    _ database: Database, of enrolment: Int64, _ replica: ReplicaID?
  ) throws -> [[UInt8]] {
    guard let replica else { return [] }
    return try Data.fetchAll(
      database.cachedStatement(
        sql: """
          SELECT hash FROM token WHERE enrolment = ? AND replica = ? ORDER BY hash LIMIT ?
          """), arguments: [enrolment, replica.data, SyncLimits.tokens]
    ).map { Array($0) }
  }
}
