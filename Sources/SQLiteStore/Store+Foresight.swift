import Foundation
import GRDB
import RecordCoding
public import Replication
public import SyncProtocol

public import struct Replication.Record

/// What a record that arrived will probably be once it is merged, and what that was worked out from.
/// A merge that finds just these takes the result over instead of working it out again.
public struct ForeseenMerge: Hashable, Sendable {
  /// What is stored of the record.
  struct Held: Hashable {
    /// As it lies in the row.
    let sealed: Data
    let record: Record
  }

  /// As it arrived.
  let encoded: EncodedRecord
  let sent: Record
  /// Nil where the record is not here.
  let held: Held?
  /// The state after the merge.
  public let record: Record

  /// Whether it was worked out from just these bytes.
  public func isOf(_ arrived: EncodedRecord) -> Bool { encoded == arrived }
}

extension Store {
  /// What records that arrived will probably be once they are merged: for work on them that need not
  /// hold up other writers. What is sealed or written until then is not in it, and what a fork
  /// renames has still its former names; whatever cannot be told is left out.
  public func foreseen(_ arrived: [EncodedRecord]) throws(StoreError) -> [ForeseenMerge] {
    try read { database in
      var keys = KnownKeys()
      var foreseen: [ForeseenMerge] = []
      for encoded in arrived {
        do {
          let sent = try RecordCoder.decode(encoded.bytes, sharing: &keys)
          guard sent.id == encoded.id else { continue }
          let held = try self.held(database, sent.id, sharing: &keys)
          if let held, held.record.kind != sent.kind { continue }
          foreseen.append(
            ForeseenMerge(
              encoded: encoded, sent: sent, held: held,
              record: held?.record.merged(with: sent) ?? sent))
        } catch is RecordDecodingError {
          // The merge puts it into quarantine.
          continue
        } catch is DamagedValue {
          // The merge replaces what is damaged.
          continue
        }
      }
      return foreseen
    }
  }

  private func held(
    _ database: Database, _ id: RecordID, sharing keys: inout KnownKeys
  ) throws -> ForeseenMerge.Held? {
    let sealed = try Data.fetchOne(
      database.cachedStatement(sql: "SELECT state FROM record WHERE id = ?"), arguments: [id.data])
    return try sealed.map { sealed in
      let plain = try opened(sealed, Self.statePlace(id))
      return ForeseenMerge.Held(
        sealed: sealed, record: try record(database, id, stored: plain, sharing: &keys))
    }
  }
}
