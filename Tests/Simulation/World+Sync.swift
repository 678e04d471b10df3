import Campo
import Hub
import Interviewing
import Replication
import SQLiteStore
import SyncProtocol

/// How work travels by the network.
extension World {
  func sync(_ device: Device, with server: Server) async throws {
    device.power.start()
    let before = try device.store.replica
    let link = SimulatedLink(self, from: device, to: server) { replica in
      // What is sent was sealed just before.
      try self.enterSeals(of: device, as: [replica, device.store.replica])
    }
    if let hub = hub(at: server), !device.marks.contains(.newHub) {
      mark(.newHub, device)
      hub.marks.insert(.newHub)
    }
    do {
      var run = SyncRun(
        device.store, over: link, files: link, fetchesFiles: device.fetchesFiles, pause: { _ in })
      let report = try await run.run()
      if report.waiting == 0 {
        hub(at: server)?.takeOver(device)
        device.since = [:]
      }
    } catch {
      if let violation = link.violation { throw violation }
      if device.power.isDead {
        let _: Attempt<Void> = try crashed(device)
      } else if try !isUnknown(device, to: server, error) {
        try expectNetworkFailure(error)
      } else if server === self.server {
        // Only a hub knew the token, and has not told or is lost: the office gives another.
        try enrol(device, in: device.client.areas)
      }
    }
    try enterSeals(of: device, as: [before, device.store.replica])
    try look(at: device)
  }

  /// Syncs a hub upwards.
  func sync(_ hub: FieldHub, with server: Server) async throws {
    hub.power.start()
    let link = SimulatedLink(self, from: hub, to: server)
    do {
      let report = try await hub.hub.sync(over: link, files: link, pause: { _ in })
      if report.waiting == 0 {
        self.hub(at: server)?.takeOver(hub)
        hub.since = [:]
      }
    } catch {
      if let violation = link.violation { throw violation }
      if hub.power.isDead {
        let _: Attempt<Void> = try crashed(hub)
      } else if try !isUnknown(hub, to: server, error) {
        try expectNetworkFailure(error)
      } else if server === self.server {
        try enrol(hub, at: server)
      } else {
        // The one above has not heard of it yet; the office has.
        try await sync(hub, with: self.server)
      }
    }
    if try hub.server.store.chain().revision > 0 {
      throw Violation("a hub sealed something", hub.server.name)
    }
    try look(at: hub.server)
  }

  /// Whether a server refused a token that it need not know.
  private func isUnknown(
    _ sender: any Sender, to server: Server, _ error: SyncError
  ) throws -> Bool {
    guard case .refused(_, 401) = error else { return false }
    if sender.tokenFrom === server {
      throw Violation("a server refuses a token that it gave", server.name)
    }
    return true
  }

  /// Only what a fault of the network explains.
  private func expectNetworkFailure(_ error: SyncError) throws {
    switch error {
    case .transport where !isHealed, .answer where !isHealed: return
    // A request that was cut is malformed.
    case .refused(_, 400) where !isHealed: return
    default: throw Violation("a synchronization failed that should not", "\(error)")
    }
  }
}
