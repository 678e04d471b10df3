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
    var unpacked = request
    let sender = PackingSender(
      replica: request.replica, chain: request.chain, author: caller.author,
      area: request.cursors.first?.area)
    let names: Set<String>
    do { names = try request.batch.packedDefinitions } catch { throw .packed(error) }
    let layouts = try storing { () throws(StoreError) in try self.layouts(named: names) }
    do {
      unpacked.batch = try request.batch.unpacked(from: sender, layouts)
    } catch {
      throw .packed(error)
    }
    return unpacked
  }

  /// Packs the changes for somebody who has the same list of questionnaires as this server.
  func pack(
    _ response: inout SyncResponse, for request: SyncRequest
  ) throws(StoreError) {
    guard request.readsPacked, response.definitions == nil else { return }
    let published = Set(try store.definitions(publishedOnly: true).map(\.hash))
    let sender = PackingSender(
      replica: response.server, chain: Chain(), area: response.cursors.first?.area)
    response.changes = try response.changes.packed(from: sender) {
      (hash) throws(StoreError) in
      published.contains(hash) ? try checker.layout(of: hash) : nil
    }
  }

  private func layouts(named names: Set<String>) throws(StoreError) -> [RecordLayout] {
    var layouts: [RecordLayout] = []
    for definition in try store.definitions()
    where names.contains(where: { definition.hash.hasPrefix($0) }) {
      if let layout = try checker.layout(of: definition.hash) { layouts.append(layout) }
    }
    return layouts
  }
}
