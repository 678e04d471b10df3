internal import Replication
internal import SQLiteStore
internal import SyncProtocol

/// What checks say of records as they will probably be once they are merged, worked out before the
/// store's one writer is taken: a check takes as long as all the rest of a merge, and other devices
/// would wait for it.
struct Foresight {
  private var foreseen: [RecordID: (record: Record, documents: [String: StoredDocument])] = [:]

  init(
    of arrived: [EncodedRecord], in store: Store, _ checker: RecordChecker
  ) throws(StoreError) {
    for record in try store.foreseen(arrived) {
      // The questionnaire may be published before the merge, which then must find out.
      guard let documents = try checker.documentsIfKnown(on: record) else { continue }
      foreseen[record.id] = (record, documents)
    }
  }

  /// What was said of just this state; nil where it came out otherwise.
  func documents(on record: Record) -> [String: StoredDocument]? {
    guard let found = foreseen[record.id], found.record == record else { return nil }
    return found.documents
  }
}
