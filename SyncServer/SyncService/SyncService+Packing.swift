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
    var failure: StoreError?
    do {
      unpacked.batch = try request.batch.unpacked(
        from: PackingSender(of: request, author: caller.author), layouts
      ) { id in
        do throws(StoreError) {
          return try base(id, for: caller)
        } catch {
          failure = error
          return nil
        }
      }
    } catch {
      throw failure.map { .storeUnavailable(cause: $0) } ?? .packed(error)
    }
    return unpacked
  }

  /// What a caller's change of a record may build on; nil of what it gets nothing of, which no change
  /// shall help to guess.
  private func base(
    _ id: RecordID, for caller: Caller
  ) throws(StoreError) -> PackedGroup.Member? {
    guard !caller.isOverruled, let (record, lines) = try store.sealed(id),
      record.kind == .response, let area = record.text(of: RegisterKey.Field.area),
      caller.areas.contains(area)
    else { return nil }
    return PackedGroup.Member(record: record, lines: lines)
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
