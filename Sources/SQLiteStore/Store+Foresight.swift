import GRDB
import RecordCoding
public import Replication
public import SyncProtocol

public import struct Replication.Record

extension Store {
  /// What records that arrived will probably be once they are merged: for work on them that need not
  /// hold up other writers. What is sealed or written until then is not in it, and what a fork
  /// renames has still its former names; whatever cannot be told is left out.
  public func foreseen(_ arrived: [EncodedRecord]) throws(StoreError) -> [Record] {
    try read { database in
      var keys = KnownKeys()
      var foreseen: [Record] = []
      for encoded in arrived {
        do {
          let sent = try RecordCoder.decode(encoded.bytes, sharing: &keys)
          guard sent.id == encoded.id else { continue }
          let known = try self.recordRow(database, sent.id, sharing: &keys)
          if let known, known.record.kind != sent.kind { continue }
          foreseen.append(known?.record.merged(with: sent) ?? sent)
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
}
