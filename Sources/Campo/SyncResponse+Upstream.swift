package import SQLiteStore
package import SyncProtocol

extension SyncResponse {
  /// Whose answer it is.
  var upstream: UpstreamHistory { UpstreamHistory(server: server, epoch: epoch) }
}

extension EnrolResponse {
  /// Whom it was enrolled at.
  package var upstream: UpstreamHistory { UpstreamHistory(server: server, epoch: epoch) }
}

extension Cursor {
  /// Whose feed it stands in.
  var upstream: UpstreamHistory { UpstreamHistory(server: server, epoch: epoch) }
}
