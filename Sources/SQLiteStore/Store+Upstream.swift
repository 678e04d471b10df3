import Foundation
import GRDB
import RecordCoding
public import Replication

/// Which history of a server's data: a server that is restored from a backup begins another.
public struct UpstreamHistory: Hashable, Sendable {
  /// The replica that the server writes as.
  public let server: ReplicaID
  /// Which of its feeds.
  public let epoch: UInt64

  public init(server: ReplicaID, epoch: UInt64) {
    self.server = server
    self.epoch = epoch
  }
}

extension Store {
  /// Notes whose receipts will be stored from now on. What another history acknowledged, and how far
  /// its feed was read, is put aside until that one is followed again; what this one acknowledged
  /// counts again, and the rest is offered to it. Where nobody can tell any more whose the receipts
  /// are, they are forgotten.
  ///
  /// To be called before anything of an answer is stored, so that no crash leaves receipts of unknown
  /// origin.
  /// - Parameter lostItsPast: the upstream says that it was put back to an earlier state: whatever it
  ///   acknowledged counts no more.
  /// - Returns: whether everything is offered to it, as to one of whom nothing was ever acknowledged.
  public func follow(
    _ upstream: UpstreamHistory, lostItsPast: Bool
  ) throws(StoreError) -> Bool {
    // Mostly nothing changes, and nothing is to be synced to the disk.
    if !lostItsPast, try read({ try Self.upstream($0) == upstream }) { return false }
    return try write { database in
      let known = try Self.upstream(database)
      let isSame = try known.map { $0 == upstream } ?? self.isUpstream(database, upstream)
      try Self.setUpstream(database, upstream)
      if let known, !isSame { try self.putAside(database, known) }
      if !isSame, !lostItsPast, try self.takeUp(database, upstream) { return false }
      guard lostItsPast || !isSame else { return false }
      try self.dropAside(database, upstream)
      try self.dropFeedEnds(database, of: upstream)
      try database.execute(
        sql: "DELETE FROM attachmentHolder WHERE server = ? AND epoch = ?",
        arguments: [upstream.server.data, Int64(bitPattern: upstream.epoch)])
      return try self.forgetAcknowledgements(database)
    }
  }

  /// Whose receipts are being stored; nil before the first synchronization.
  public func followedUpstream() throws(StoreError) -> UpstreamHistory? {
    try read { try Self.upstream($0) }
  }

  /// - Returns: whether there were any.
  private func forgetAcknowledgements(_ database: Database) throws -> Bool {
    let any = """
      SELECT EXISTS (SELECT 1 FROM record WHERE acknowledged IS NOT NULL OR refused IS NOT NULL)
      """
    guard try Bool.fetchOne(database, sql: any) == true else { return false }
    try database.execute(
      sql: "UPDATE record SET acknowledged = NULL, refused = NULL, unsent = 1")
    return true
  }

  /// Of a store that an earlier version wrote, which kept only cursors.
  private func isUpstream(_ database: Database, _ upstream: UpstreamHistory) throws -> Bool {
    let followed = try Row.fetchAll(database, sql: "SELECT server, epoch FROM cursor").map { row in
      UpstreamHistory(
        server: try ReplicaID(data: row[0]), epoch: UInt64(bitPattern: row[1]))
    }
    return !followed.isEmpty && followed.allSatisfy { $0 == upstream }
  }

  private static let upstreamSetting = "upstream"

  private static func upstream(_ database: Database) throws -> UpstreamHistory? {
    let statement = try database.cachedStatement(sql: "SELECT value FROM setting WHERE name = ?")
    guard let bytes = try Data.fetchOne(statement, arguments: [upstreamSetting]) else { return nil }
    // What cannot be read says nothing: everything is offered again.
    return try? UpstreamHistory(bytes: Array(bytes))
  }

  private static func setUpstream(_ database: Database, _ upstream: UpstreamHistory) throws {
    try database.execute(
      sql: "INSERT OR REPLACE INTO setting (name, value) VALUES (?, ?)",
      arguments: [upstreamSetting, Data(upstream.bytes)])
  }
}

extension UpstreamHistory {
  fileprivate var bytes: [UInt8] {
    var writer = ByteWriter()
    writer.write(server)
    writer.write(fixed: epoch)
    return writer.bytes
  }

  fileprivate init(bytes: [UInt8]) throws(RecordDecodingError) {
    var reader = ByteReader(bytes)
    self.init(server: try reader.readReplicaID(), epoch: try reader.readFixed())
    try reader.expectEnd()
  }
}
