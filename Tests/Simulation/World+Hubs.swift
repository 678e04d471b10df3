import Interviewing
import Replication
import SQLiteStore

/// The tier between devices and the office's server: a hub or two, perhaps one over the other.
extension World {
  static let mostHubs = 2

  func hub(at server: Server) -> FieldHub? { hubs.first { $0.server === server } }

  /// A laptop becomes a hub.
  func addHub(_ random: inout SeededGenerator) throws {
    guard hubs.count < Self.mostHubs else { return }
    let above = random.next() % 2 == 0 ? hubs.first : nil
    let most = above?.areas ?? areas
    let own = random.next() % 2 == 0 ? most : [most[Int(random.next() % UInt64(most.count))]]
    hubsMade += 1
    let hub = FieldHub(
      try Server(
        "hub \(hubsMade)", clock: DeviceClock(clock), chance: Chance(seed: random.next()),
        at: folder.freshPlace()),
      areas: own, above: above)
    try enrol(hub, at: server)
    hubs.append(hub)
    table.struck(.newHub)
  }

  /// Whom a device meets.
  func target(of device: Device, _ random: inout SeededGenerator) -> Server {
    if hubs.isEmpty || random.next() % 3 == 0 { return server }
    return hubs[Int(random.next() % UInt64(hubs.count))].server
  }

  func anyHub(_ random: inout SeededGenerator) -> FieldHub? {
    hubs.isEmpty ? nil : hubs[Int(random.next() % UInt64(hubs.count))]
  }

  /// Syncs a hub with what is above it.
  func sync(_ hub: FieldHub, _ random: inout SeededGenerator) async throws {
    // The office may be nearer at times than the hub above.
    let above = random.next() % 5 == 0 ? nil : hub.above
    try await sync(hub, with: above?.server ?? server)
  }

  /// Puts a hub back to its last backup, of its store or of its whole disk.
  func restoreHub(_ random: inout SeededGenerator) throws {
    guard let hub = anyHub(&random) else { return }
    guard let backup = hub.server.backup else { return try hub.server.takeBackup() }
    noteLost(hub.server.seen, except: hub.server, keptIn: [backup.seen])
    noteLost(files: hub.server.files, except: hub.server, keptIn: backup.held)
    strike(.restoreHub, hub)
    mark(.restoreHub, hub)
    forget(hub)
    try hub.server.restore(
      backup, at: folder.freshPlace(), isHidden: random.next() % 2 == 0)
    try look(at: hub.server)
  }

  /// A hub is gone with all that it held; those below it follow the office.
  func loseHub(_ random: inout SeededGenerator) throws {
    guard let hub = anyHub(&random) else { return }
    hubs.removeAll { $0 === hub }
    noteLost(hub.server.seen)
    noteLost(files: hub.server.files)
    strike(.loseHub, hub)
    forget(hub)
    inFlight.removeAll { $0.server === hub.server }
    for other in hubs where other.above === hub { other.above = nil }
    try hub.server.store.close()
  }

  /// Nobody need know any more what a hub alone knew.
  private func forget(_ hub: FieldHub) {
    for device in devices where device.tokenFrom === hub.server { device.tokenFrom = nil }
    for other in hubs where other.tokenFrom === hub.server { other.tokenFrom = nil }
  }
}
