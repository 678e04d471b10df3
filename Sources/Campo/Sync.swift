internal import Messages
package import SQLiteStore
internal import SyncProtocol

extension SurveyClient {
  /// Sends what the server lacks and takes what is new, batch by batch; each is acknowledged by
  /// itself, so that a cut loses one at most. Repeating it is harmless, and after any failure it
  /// goes on where it was.
  /// - Parameters:
  ///   - via: a hub to sync with this once, as `http://host:port`, instead of the server that the store
  ///     follows; the same credential counts there.
  ///   - fetchesFiles: whether files that responses here name are fetched where they are missing.
  ///   - network: how to reach the server; what it leaves open, the store's own settings say.
  ///   - progress: told of every step, on the task that synchronizes.
  /// - Throws: `SyncError`. A cancelled task ends at once with `.cancelled`.
  public func sync(
    via hub: String? = nil, fetchesFiles: Bool = false,
    over network: NetworkSettings = NetworkSettings(),
    progress: @escaping @Sendable (SyncEvent) -> Void = { _ in }
  ) async throws -> SyncReport {
    do throws(SyncError) {
      let link = try link(via: hub, over: network)
      var run = SyncRun(
        store, over: link, files: link, fetchesFiles: fetchesFiles, progress: progress)
      let report = try await run.run()
      try report.note(in: store)
      return report
    } catch {
      // The failure itself is what the caller must hear, even if the log cannot take it.
      try? store.log(code: error.code, error.message)
      throw error
    }
  }

  private func link(
    via hub: String?, over network: NetworkSettings
  ) throws(SyncError) -> SyncEndpoint {
    let server: String?
    let token: String?
    let stored: NetworkSettings
    do {
      server = try store.setting(.server)
      token = try store.setting(.token)
      stored = try NetworkSettings(store)
    } catch {
      throw .store(error)
    }
    guard let server, let token else { throw .noServer(store: store.directory) }
    return SyncEndpoint(
      server: hub ?? server, token: token, settings: network.completed(by: stored).transport)
  }
}

extension SyncReport {
  /// A line for the store's log.
  package func note(in store: Store) throws(SyncError) {
    let bytes = bytesSent + bytesReceived
    do {
      try store.log(
        code: "SYNC-DONE",
        Message(
          es: "Enviadas \(sent), recibidas \(received), \(bytes) bytes.",
          en: "Sent \(sent), received \(received), \(bytes) bytes."))
    } catch {
      throw .store(error)
    }
  }
}
