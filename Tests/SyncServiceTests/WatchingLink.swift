import Campo
import CurlTransport
import SyncProtocol
import Synchronization

/// Hands messages on, changed perhaps, and keeps them as they went.
final class WatchingLink: SyncLink {
  let link: ServiceLink
  let requests = Mutex<[SyncRequest]>([])
  let answers = Mutex<[SyncResponse]>([])
  private let understanding: @Sendable (inout SyncRequest) throws(SyncError) -> Void
  private let spoiling: @Sendable (inout SyncResponse) -> Void

  init(
    _ link: ServiceLink,
    understanding: @escaping @Sendable (inout SyncRequest) throws(SyncError) -> Void = {
      _ throws(SyncError) in
    },
    spoiling: @escaping @Sendable (inout SyncResponse) -> Void = { _ in }
  ) {
    self.link = link
    self.understanding = understanding
    self.spoiling = spoiling
  }

  var traffic: Traffic { link.traffic }

  func sync(_ request: SyncRequest) async throws(SyncError) -> SyncResponse {
    let sent = try changed(request)
    var response = try await link.sync(sent)
    spoiling(&response)
    let kept = response
    answers.withLock { $0.append(kept) }
    return response
  }

  private func changed(_ request: SyncRequest) throws(SyncError) -> SyncRequest {
    var request = request
    try understanding(&request)
    let kept = request
    requests.withLock { $0.append(kept) }
    return kept
  }

  func definition(_ hash: String) async throws(SyncError) -> DefinitionResponse {
    try await link.definition(hash)
  }
}
