internal import Replication
internal import SQLiteStore
internal import SyncProtocol

/// What checks say of records as they will probably be once they are merged, worked out before the
/// store's one writer is taken: a check takes as long as all the rest of a merge, and other devices
/// would wait for it.
struct Foresight {
  private let merges: [RecordID: [ForeseenMerge]]
  private var documents: [RecordID: (record: Record, documents: [String: StoredDocument])] = [:]

  /// - Parameter exchanges: those whose records were foreseen, in their order; what there is no work left
  ///   for is put off.
  init(
    _ foreseen: [ForeseenMerge], of exchanges: inout Exchanges, _ checker: RecordChecker
  ) throws(StoreError) {
    merges = Dictionary(grouping: foreseen, by: \.record.id)
    let accounts = exchanges.accounts(of: foreseen)
    let checks = try checker.foreseen(
      on: zip(foreseen, accounts).map { ($0.record, $1) })
    var putOff: [(ForeseenMerge, CheckAccount)] = []
    for ((foreseen, account), said) in zip(zip(foreseen, accounts), checks) {
      switch said {
      case .documents(let documents):
        self.documents[foreseen.record.id] = (foreseen.record, documents)
      // It may be published before the merge, which then must find out.
      case .unknown: continue
      case .putOff: putOff.append((foreseen, account))
      }
    }
    exchanges.putOff(putOff)
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
