internal import Replication
internal import SQLiteStore
internal import SyncProtocol

/// What checks say of records as they will probably be once they are merged, worked out before the
/// store's one writer is taken: a check takes as long as all the rest of a merge, and other devices
/// would wait for it.
struct Foresight {
  private let merges: [RecordID: [ForeseenMerge]]
  private var documents: [RecordID: (record: Record, documents: [String: StoredDocument])] = [:]

  init(_ foreseen: [ForeseenMerge], _ checker: RecordChecker) throws(StoreError) {
    merges = Dictionary(grouping: foreseen, by: \.record.id)
    let records = foreseen.map(\.record)
    // A questionnaire that is not here may be published before the merge, which then must find out.
    for (record, said) in zip(records, try checker.documentsIfKnown(on: records)) {
      if let said { documents[record.id] = (record, said) }
    }
  }

  /// What the merge may take over.
  func merges(of arrived: [EncodedRecord]) -> [ForeseenMerge] {
    arrived.flatMap { merges[$0.id] ?? [] }
  }

  /// What was said of just this state; nil where it came out otherwise.
  func documents(on record: Record) -> [String: StoredDocument]? {
    guard let found = documents[record.id], found.record == record else { return nil }
    return found.documents
  }
}
