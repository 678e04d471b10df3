import Replication
import SQLiteStore
import SyncProtocol

/// The end of a run: everybody exchanges until nothing is new.
extension World {
  private static let mostRounds = 8

  /// The network heals, everybody works in all areas, and hears of everything.
  func settle() async throws {
    for request in inFlight { try deliver(request) }
    inFlight = []
    isHealed = true
    server.power.revive()
    for hub in hubs {
      hub.planned = []
      hub.power.revive()
    }
    for device in devices {
      device.planned = []
      device.power.revive()
      if home(of: device) === server || device.number % 2 == 0 {
        try enrol(device, in: areas)
        try device.reassign(to: areas)
      } else {
        try giveCode(to: device, in: areas)
      }
    }
    try importAll(on: devices[0])
    if !hubs.isEmpty {
      try await spreadPermissions()
      try await exchange { self.home(of: $0) }
      try judge { self.areas(of: self.home(of: $0)) }
    }
    // What no hub serves, the office does.
    try await exchange { _ in self.server }
    try judge { _ in Set(self.areas) }
    try judgeFiles()
  }

  /// Hubs hear of the permissions, those above first, and admit by them.
  private func spreadPermissions() async throws {
    for hub in hubs { try await sync(hub, with: server(above: hub)) }
    for device in devices {
      let home = home(of: device)
      try bringCode(of: device, to: home, isAnswerLost: false)
      try expectAdmission(of: device, at: home)
    }
  }

  /// Devices sync with whom they follow, and hubs upwards, until nobody hears anything new.
  private func exchange(_ home: (Device) -> Server) async throws {
    var state: [[RecordID: Set<Dot>]] = []
    var files: [Set<AttachmentDigest>] = []
    for _ in 0..<Self.mostRounds {
      for device in devices { try await sync(device, with: home(device)) }
      // What came goes up, and what is new above comes down.
      for hub in hubs.reversed() + hubs { try await sync(hub, with: server(above: hub)) }
      let now = devices.map(\.seen) + hubs.map(\.server.seen)
      let held = devices.map(\.files) + ([server] + hubs.map(\.server)).map(\.files)
      if now == state, held == files { return }
      (state, files) = (now, held)
    }
    throw Violation("the fleet does not come to rest")
  }

  /// Whom a device follows in the end.
  private func home(of device: Device) -> Server {
    let number = device.number % (hubs.count + 1)
    return number < hubs.count ? hubs[number].server : server
  }

  private func server(above hub: FieldHub) -> Server { hub.above?.server ?? server }

  /// The areas of which a server hears everything.
  func areas(of server: Server) -> Set<String> {
    guard let hub = hub(at: server) else { return Set(areas) }
    return areas(of: self.server(above: hub)).intersection(hub.areas)
  }
}
