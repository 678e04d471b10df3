import Foundation
import GRDB
import SyncProtocol

extension StoreCheck {
  /// Every file that is here has its digest, and whatever a record names has a row.
  mutating func checkAttachments() throws {
    try forEachRow("SELECT n, digest, held FROM attachment ORDER BY n") { check, row in
      guard !row.isNull(2) else {
        check.report.missingAttachments += 1
        return
      }
      check.report.attachments += 1
      guard let number = row.int(0), let bytes = row.data(1),
        let digest = AttachmentDigest(Array(bytes))
      else { return check.add(.attachment, at: "attachment \(row.int(0) ?? 0)", "digest") }
      let found = try check.store.digest(check.database, of: digest, number, from: "")
      if found != digest.bytes { check.add(.attachment, at: "attachment \(digest)") }
    }
    try forEachRow(
      """
      SELECT attachmentUse.record, attachmentUse.attachment FROM attachmentUse
      LEFT JOIN record ON record.n = attachmentUse.record
      LEFT JOIN attachment ON attachment.n = attachmentUse.attachment
      WHERE record.n IS NULL OR attachment.n IS NULL
      """
    ) { check, row in
      check.add(.orphan, at: "attachmentUse \(row.int(0) ?? 0):\(row.int(1) ?? 0)")
    }
  }
}
