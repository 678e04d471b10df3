public import SQLiteStore
public import SyncProtocol

extension SyncService {
  /// A questionnaire by its canonical hash, published or not: records may name an old one.
  public func definition(hash: String) throws(ServiceError) -> DefinitionResponse {
    let stored = try storing { () throws(StoreError) in try store.definition(hash: hash) }
    guard let stored else { throw .noSuchDefinition }
    return DefinitionResponse(hash: stored.hash, bytes: stored.bytes)
  }

  /// Checks again the records that waited for a questionnaire, and announces the verdicts.
  /// - Returns: how many records were checked.
  @discardableResult
  public func recheck(definition hash: String) throws(StoreError) -> Int {
    let page = 1_000
    var position: Int64 = 0
    var checked = 0
    while true {
      let summaries = try store.summaries(after: position, limit: page)
      for summary in summaries where summary.definition == hash {
        let record = try store.load(summary.id).record
        for (kind, document) in try checker.documents(on: record)
        where summary.documents[kind] != document.status {
          try store.put(document, kind: kind, about: summary.id, announcing: true)
          checked += 1
        }
      }
      guard let last = summaries.last, summaries.count == page else { return checked }
      position = last.position
    }
  }
}
