internal import Messages
internal import SQLiteStore
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
      try Self.note(Self.summary(of: report), "SYNC-DONE", in: store)
      return report
    } catch {
      // The failure itself is what the caller must hear, even if the log cannot take it.
      try? Self.note(error.message, error.code, in: store)
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
    return try SyncEndpoint(
      server: hub ?? server, token: token, settings: network.completed(by: stored).transport)
  }

  private static func note(
    _ message: Message, _ code: String, in store: Store
  ) throws(SyncError) {
    do { try store.log(code: code, message) } catch { throw .store(error) }
  }

  private static func summary(of report: SyncReport) -> Message {
    let bytes = report.bytesSent + report.bytesReceived
    return Message(
      es: "Enviadas \(report.sent), recibidas \(report.received), \(bytes) bytes.",
      en: "Sent \(report.sent), received \(report.received), \(bytes) bytes.")
  }
}
