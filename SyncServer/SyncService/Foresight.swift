internal import Replication
internal import SQLiteStore
internal import SyncProtocol

/// What checks say of records as they will probably be once they are merged, worked out before the
/// store's one writer is taken: a check takes as long as all the rest of a merge, and other devices
/// would wait for it.
struct Foresight {
  /// What the merge may take over.
  let merges: [ForeseenMerge]
  private var documents: [RecordID: (record: Record, documents: [String: StoredDocument])] = [:]

  init(
    of arrived: [EncodedRecord], in store: Store, _ checker: RecordChecker
  ) throws(StoreError) {
    merges = try store.foreseen(arrived)
    let records = merges.map(\.record)
    // A questionnaire that is not here may be published before the merge, which then must find out.
    for (record, said) in zip(records, try checker.documentsIfKnown(on: records)) {
      if let said { documents[record.id] = (record, said) }
    }
  }

  /// What was said of just this state; nil where it came out otherwise.
  func documents(on record: Record) -> [String: StoredDocument]? {
    guard let found = documents[record.id], found.record == record else { return nil }
    return found.documents
  }
}
