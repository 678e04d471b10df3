internal import Campo
internal import SQLiteStore
internal import SyncService

extension Hub {
  /// How often it looks whether its devices have brought something: two counts over small indices.
  static let lookSeconds = 2.0
  /// How long it waits where nothing came from below, to hear what is new above.
  static let idleSeconds = 60.0
  /// How long it waits at most where the server above is out of reach.
  static let mostSeconds = 300.0

  /// Syncs upwards until the task is cancelled: soon after something came from below, else now and
  /// then; after failures ever more rarely, each time after a random wait.
  /// - Parameter failed: told of each failure; the next attempt needs nobody's doing.
  public func run(failed: @Sendable (HubError) -> Void) async {
    var failures = 0
    while !Task.isCancelled {
      do throws(HubError) {
        let link = try link()
        do throws(SyncError) { _ = try await sync(over: link, files: link) } catch {
          throw .sync(error)
        }
        failures = 0
      } catch {
        if Task.isCancelled { return }
        failures += 1
        failed(error)
      }
      do { try await wait(failures) } catch { return }
    }
  }

  private func wait(_ failures: Int) async throws {
    if failures > 0 {
      let most = min(Self.mostSeconds, Self.lookSeconds * Double(1 << min(failures, 10)))
      return try await Task.sleep(for: .seconds(Double.random(in: Self.lookSeconds...most)))
    }
    // Not all hubs at once after a power cut.
    let idle = Self.idleSeconds * Double.random(in: 0.75...1.25)
    var waited = 0.0
    while waited < idle {
      try await Task.sleep(for: .seconds(Self.lookSeconds))
      waited += Self.lookSeconds
      let store = service.store
      if try store.unacknowledgedCount() > 0 { return }
      guard let upstream = try store.followedUpstream() else { continue }
      if try !store.attachments(.unknown(to: upstream), limit: 1).isEmpty { return }
    }
  }
}
