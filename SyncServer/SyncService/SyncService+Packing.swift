internal import RecordPacking
internal import Replication
internal import SQLiteStore
package import SyncProtocol

extension SyncService {
  /// The request with nothing packed any more.
  package func unpacked(
    _ request: SyncRequest, from caller: Caller
  ) throws(ServiceError) -> SyncRequest {
    if request.batch.packed.isEmpty { return request }
    let layouts = try storing { () throws(StoreError) in
      try request.batch.packedLayouts(among: try store.definitions(), layout: checker.layout)
    }
    var unpacked = request
    do {
      unpacked.batch = try request.batch.unpacked(
        from: PackingSender(of: request, author: caller.author), layouts)
    } catch {
      throw .packed(error)
    }
    return unpacked
  }

  /// Packs the changes for somebody who has the same list of questionnaires as this server.
  func pack(
    _ response: inout SyncResponse, for request: SyncRequest, published: [DefinitionSummary]
  ) throws(StoreError) {
    guard request.readsPacked, response.definitions == nil else { return }
    let hashes = Set(published.map(\.hash))
    response.changes = try response.changes.packed(from: PackingSender(of: response)) {
      (hash) throws(StoreError) in
      hashes.contains(hash) ? try checker.layout(of: hash) : nil
    }
  }
}
