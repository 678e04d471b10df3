internal import Replication
public import SQLiteStore
public import SyncProtocol

extension SyncService {
  /// A questionnaire by its canonical hash, published or not: records may name an old one.
  public func definition(hash: String) throws(ServiceError) -> DefinitionResponse {
    let stored = try storing { () throws(StoreError) in try store.definition(hash: hash) }
    guard let stored else { throw .noSuchDefinition }
    return DefinitionResponse(hash: stored.hash, bytes: stored.bytes)
  }

  /// So many are checked in one transaction: others that write wait so long.
  private static let recheckedAtOnce = 100

  /// Checks again the records that waited for a questionnaire, and announces the verdicts.
  /// - Returns: how many records have another verdict now.
  @discardableResult
  public func recheck(definition hash: String) throws(StoreError) -> Int {
    var position: Int64? = 0
    var changed = 0
    while let start = position {
      // In one transaction, so that no verdict is kept of a state that a merge has overtaken.
      let page = try store.inOneTransaction { () throws(StoreError) in
        try recheck(definition: hash, after: start)
      }
      changed += page.changed
      position = page.last
    }
    return changed
  }

  /// - Returns: where the page ends; nil behind the last record.
  private func recheck(
    definition hash: String, after position: Int64
  ) throws(StoreError) -> (last: Int64?, changed: Int) {
    let page = try store.summaries(after: position, limit: Self.recheckedAtOnce)
    var records: [Record] = []
    var statuses: [Int?] = []
    for summary in page where summary.definition == hash {
      guard let record = try whole(summary.id) else { continue }
      records.append(record)
      statuses.append(summary.documents[Verdict.documentKind])
    }
    var news: [(id: RecordID, document: StoredDocument)] = []
    let account = CheckAccount(.max)
    let found = try checker.foreseen(on: records.map { ($0, account) })
    for (record, (status, check)) in zip(records, zip(statuses, found)) {
      guard case .documents(let documents) = check,
        let document = documents[Verdict.documentKind], document.status != status
      else { continue }
      news.append((record.id, document))
    }
    try store.put(news, kind: Verdict.documentKind, announcing: Set(news.map(\.id)))
    return (page.count < Self.recheckedAtOnce ? nil : page.last?.position, news.count)
  }

  /// Nil of one whose stored bytes are damaged: it is checked when it comes whole again.
  private func whole(_ id: RecordID) throws(StoreError) -> Record? {
    do {
      return try store.load(id).record
    } catch {
      guard case .damaged = error.kind else { throw error }
      return nil
    }
  }
}
