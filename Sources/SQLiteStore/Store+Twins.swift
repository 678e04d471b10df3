import Foundation
import GRDB
import RecordCoding
public import Replication
public import SyncProtocol

extension Store {
  /// Takes to heart that two machines wrote as a replica: its revisions from `first` on go by names
  /// of their own, in the seal log and in every record. Where the replica is this store's own, it
  /// goes on under another.
  ///
  /// Saying it again, or of more than was forked, does no harm.
  public func learnFork(of replica: ReplicaID, from first: UInt64) throws(StoreError) {
    try write { try self.learnFork($0, of: replica, from: max(first, 1)) }
  }

  /// The first revision of a replica that goes by another name; nil where none does here.
  public func firstForked(of replica: ReplicaID) throws(StoreError) -> UInt64? {
    try read { try self.firstForked($0, of: replica) }
  }

  /// The first revision among lines of one replica that is not here alike; nil where all are.
  public func firstUnknown(among lines: [SealEntry]) throws(StoreError) -> UInt64? {
    try write { database in
      try lines.sorted { $0.dot < $1.dot }.first { line in
        if case .known = try self.meet(database, line) { false } else { true }
      }?.dot.revision
    }
  }

  /// Compares what a peer knows of this store's own log with it. Where the log lacks the revision,
  /// or has another chain there, the store was restored from a backup or has a twin: it goes on
  /// under another replica, and what nobody acknowledged is given names of its own.
  /// - Parameter replica: the one that the peer was asked about; an earlier one says nothing new.
  public func compare(_ known: Chain, of replica: ReplicaID) throws(StoreError) {
    if known.revision == 0 { return }
    try write { database in
      guard try self.ownIdentity(database).replica == replica else { return }
      do {
        let own = try self.sealEntry(
          database, Dot(replica: replica, revision: known.revision))
        if own?.chain != known.hash { try self.renewCopied(database, shared: 0) }
      } catch let damage as DamagedValue {
        try self.note(database, damage)
      }
    }
  }

  /// Whether an upstream lacks what it acknowledged of this store's own seals: it was put back to an
  /// earlier state. Its feeds need not show that, where the acknowledged records are of areas that are
  /// not followed here, or a cut came between the receipts and the cursors.
  /// - Parameters:
  ///   - known: how far the upstream has this store's own log.
  ///   - replica: the one that the upstream was asked about; an earlier one says nothing new.
  public func isForgotten(
    after known: Chain, of replica: ReplicaID
  ) throws(StoreError) -> Bool {
    try read { database in
      guard try self.ownIdentity(database).replica == replica else { return false }
      let rows = try Row.fetchCursor(
        database,
        sql: """
          SELECT seal.revision, record.id, record.acknowledged FROM replica
          JOIN seal ON seal.replica = replica.n JOIN record ON record.id = seal.record
          WHERE replica.id = ? AND seal.revision > ? AND record.acknowledged IS NOT NULL
          """, arguments: [replica.data, Int64(bitPattern: known.revision)])
      while let row = try rows.next() {
        let dot = Dot(replica: replica, revision: UInt64(bitPattern: row[0]))
        // Of a record with too many lines the upstream keeps no more.
        if Self.context(row[2])?.contains(dot) == true,
          try self.sealCount(database, of: RecordID(data: row[1])) < SyncLimits.recordSeals
        {
          return true
        }
      }
      return false
    }
  }

  /// Nil where it cannot be read, which says nothing.
  private static func context(_ bytes: Data) -> VersionVector? {
    do throws(RecordDecodingError) {
      return try RecordCoder.decodeContext(Array(bytes))
    } catch {
      return nil
    }
  }

  /// Lines of this store's own log about records that the upstream is not known to have, before a
  /// revision: with them the upstream has the log without gaps, and notices every fork.
  public func unsentLines(before revision: UInt64, limit: Int) throws(StoreError) -> [SealEntry] {
    try read { database in
      try Row.fetchAll(
        database.cachedStatement(
          sql: """
            SELECT replica.id, seal.revision, seal.entry FROM replica
            JOIN seal ON seal.replica = replica.n JOIN record ON record.id = seal.record
            WHERE replica.id = ? AND seal.revision < ? AND record.unsent = 1
            ORDER BY seal.revision LIMIT ?
            """),
        arguments: [
          self.ownIdentity(database).replica.data, Int64(bitPattern: revision), limit,
        ]
      ).map { try self.sealEntry(of: $0) }
    }
  }
}
