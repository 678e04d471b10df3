import GRDB
import Replication
import SyncProtocol

import struct Replication.Record

extension Store {
  /// Appends what somebody saved in another store, now damaged, to what is pending here.
  ///
  /// What the record says already is left out: it was sealed there. The rest is sealed under this
  /// store's name, and stands beside whatever its author had not been shown.
  /// - Returns: whether anything was new.
  func adopt(_ pending: PendingWrites, to id: RecordID) throws(StoreError) -> Bool {
    try write { database in
      var row =
        try self.recordRow(database, id)
        ?? self.insert(
          database, Record(id: id, kind: .response),
          area: pending.text(of: RegisterKey.Field.area),
          definition: pending.text(of: RegisterKey.Field.definition))
      var fresh = pending
      fresh.writes = pending.writes.filter { key, write in
        !row.record.entries(of: key).contains {
          $0.value == write.value && $0.stamp.author == pending.author
        }
      }
      if fresh.isEmpty { return false }
      let last = try self.lastPending(database, row.number)
      if let last, last.author != pending.author { row = try self.seal(database, row) }
      let place = last?.author == pending.author ? last?.place ?? 0 : 0
      try self.append(database, fresh, row.number, place: place + 1)
      return true
    }
  }
}

extension Store {
  /// Keeps a piece of a file out of a damaged store, in whatever order they are found.
  func adopt(
    _ bytes: [UInt8], of digest: AttachmentDigest, at start: UInt64
  ) throws(StoreError) {
    try write { database in
      let number = try self.attachmentNumber(database, adding: digest, size: 0)
      try self.insertPiece(database, bytes, of: digest, number, at: start, from: Self.adopted)
    }
  }

  /// - Returns: whether all pieces of a file were found.
  func completeAdopted(_ digest: AttachmentDigest) throws(StoreError) -> Bool {
    try complete(digest, from: Self.adopted)
  }

  private static let adopted = "salvage"
}

extension PendingWrites {
  fileprivate func text(of field: String) -> String {
    guard case .text(let text)? = writes[.field(field)]?.value else { return "" }
    return text
  }
}
