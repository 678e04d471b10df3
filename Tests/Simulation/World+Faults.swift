import Campo
import Interviewing
import Replication
import ReplicationOracle
import SQLiteStore
import SyncService

/// What goes wrong, and what the office changes.
extension World {
  private static let mostPlanned = 3
  private static let mostTransactions: UInt64 = 9

  /// - Parameter hubChance: decides what concerns hubs, so that everything else is as without them.
  func strike(
    _ fault: Fault, on device: Device, _ bits: UInt64, _ hubChance: inout SeededGenerator
  ) throws {
    var random = SeededGenerator(seed: bits)
    if hubChance.next() % 3 == 0, try strikeHub(fault, bits, &hubChance) { return }
    switch fault {
    case .drop, .duplicate, .reorder, .truncate, .delay:
      if device.planned.count < Self.mostPlanned { device.planned.append((fault, random.next())) }
    case .crashBefore, .crashAfter: planCrash(fault, device, &random)
    case .clone: try clone(device, isHidden: false)
    case .hiddenClone: try clone(device, isHidden: true)
    case .restoreDevice: try restore(device, isHidden: false)
    case .hiddenRestore: try restore(device, isHidden: true)
    case .restoreServer: try restoreServer()
    case .skew:
      let skew = skew(&random)
      if random.next() % 8 == 0 {
        server.clock.set(skew: skew)
      } else {
        device.clock.set(skew: skew)
      }
      table.struck(.skew)
      mark(.skew, device)
    case .definitionBump: try publishNext()
    case .reassignment: try reassign(device, &random, &hubChance)
    case .moveArea: try move(on: device, &random)
    case .previousVersion:
      // The former version let go of nothing, and knew no files.
      guard try device.store.purged(limit: 1).isEmpty, device.files.isEmpty else { return }
      try device.replaceFormerSoftware()
      table.struck(.previousVersion)
      mark(.previousVersion, device)
      try look(at: device)
    case .newHub: try addHub(&hubChance)
    case .restoreHub: try restoreHub(&hubChance)
    case .loseHub: try loseHub(&hubChance)
    }
  }

  /// Strikes a hub with what strikes devices elsewhere.
  /// - Returns: false where the fault strikes no hubs.
  private func strikeHub(
    _ fault: Fault, _ bits: UInt64, _ random: inout SeededGenerator
  ) throws -> Bool {
    guard let hub = anyHub(&random) else { return false }
    switch fault {
    case .drop, .duplicate, .reorder, .truncate, .delay:
      if hub.planned.count < Self.mostPlanned { hub.planned.append((fault, bits)) }
    case .crashBefore, .crashAfter:
      hub.server.plannedCrash = fault
      hub.power.plan(
        at: Int(random.next() % Self.mostTransactions), after: fault == .crashAfter)
    case .skew:
      hub.server.clock.set(skew: skew(&random))
      table.struck(.skew)
      mark(.skew, hub)
    default: return false
    }
    return true
  }

  private func skew(_ random: inout SeededGenerator) -> Int64 {
    let range = UInt64(2 * DeviceClock.mostSkewMilliseconds)
    return Int64(random.next() % range) - DeviceClock.mostSkewMilliseconds
  }

  private func planCrash(_ fault: Fault, _ device: Device, _ random: inout SeededGenerator) {
    let transaction = Int(random.next() % Self.mostTransactions)
    if random.next() % 6 == 0 {
      server.plannedCrash = fault
      server.power.plan(at: transaction % 4, after: fault == .crashAfter)
    } else {
      device.plannedCrash = fault
      device.power.plan(at: transaction, after: fault == .crashAfter)
    }
  }

  /// Copies a store to another machine; both go on.
  private func clone(_ device: Device, isHidden: Bool) throws {
    guard devices.count < Self.mostDevices else { return }
    let clock = DeviceClock(clock)
    let chance = Chance(seed: nextSeed())
    let twin = try Device(
      number: devices.count, copyOf: device, isHidden: isHidden, clock: clock, chance: chance,
      at: folder.freshPlace())
    twin.since = device.since
    devices.append(twin)
    let fault = isHidden ? Fault.hiddenClone : .clone
    table.struck(fault)
    mark(fault, device)
    mark(fault, twin)
    try look(at: twin)
  }

  private func restore(_ device: Device, isHidden: Bool) throws {
    guard let backup = device.backup else { return try device.takeBackup() }
    noteLost(device.seen, except: device, keptIn: [backup.seen])
    noteLost(files: device.files, except: device, keptIn: backup.held)
    let fault = isHidden ? Fault.hiddenRestore : .restoreDevice
    table.struck(fault)
    mark(fault, device)
    try device.restore(backup, at: folder.freshPlace(), isHidden: isHidden)
    try look(at: device)
  }

  private func restoreServer() throws {
    guard let backup = server.backup else {
      return try server.takeBackup(notedIn: folder.fresh())
    }
    noteLost(server.seen, except: server, keptIn: [backup.seen])
    noteLost(files: server.files, except: server, keptIn: backup.held)
    try server.restore(backup, at: folder.freshPlace())
    table.struck(.restoreServer)
    try look(at: Set(backup.seen.keys), on: server)
    try lookAtFiles(at: server)
    for device in devices {
      mark(.restoreServer, device)
      // Permissions that were given since are gone with the rest.
      if device.tokenFrom === server, try !isAdmitted(device) {
        try enrol(device, in: device.client.areas)
      }
    }
    for hub in hubs {
      mark(.restoreServer, hub)
      if hub.tokenFrom === server, try !isAdmitted(hub) { try enrol(hub, at: server) }
    }
    for version in 1..<published {
      try server.store.put(Forms.versions[version].stored, published: true)
    }
  }

  private func isAdmitted(_ sender: any Sender) throws -> Bool {
    do {
      _ = try server.service.caller(authorization: "Bearer \(sender.token)")
      return true
    } catch ServiceError.tokenRefused {
      return false
    }
  }

  /// What a store or a stick held that is gone, and nobody else holds for certain.
  /// - Parameter holder: the device or server that it is gone from.
  func noteLost(
    _ gone: [RecordID: Set<Dot>], except holder: AnyObject? = nil,
    keptIn rest: [[RecordID: Set<Dot>]] = []
  ) {
    let servers = ([server] + hubs.map(\.server)).filter { $0 !== holder }.map(\.seen)
    let others =
      devices.filter { $0 !== holder }.map(\.seen) + bundles.map(\.seen) + servers + rest
    for (id, names) in gone {
      for name in names where !others.contains(where: { $0[id]?.contains(name) == true }) {
        ledger.noteLost(name)
      }
    }
  }

  private func publishNext() throws {
    guard published < Forms.versions.count else { return }
    _ = try server.power.sparing {
      try server.service.publish(Forms.versions[published].questionnaire)
    }
    published += 1
    table.struck(.definitionBump)
    for device in devices { mark(.definitionBump, device) }
  }

  private func reassign(
    _ device: Device, _ random: inout SeededGenerator, _ hubChance: inout SeededGenerator
  ) throws {
    let areas = random.next() % 3 == 0 ? areas : [areas[Int(random.next() % UInt64(areas.count))]]
    if !hubs.isEmpty, hubChance.next() % 2 == 0 {
      try giveCode(to: device, in: areas)
    } else {
      try enrol(device, in: areas)
      try device.reassign(to: areas)
    }
    table.struck(.reassignment)
    mark(.reassignment, device)
  }

  /// A response goes to another team.
  private func move(on device: Device, _ random: inout SeededGenerator) throws {
    let records = device.records
    guard !records.isEmpty else { return }
    let id = records[Int(random.next() % UInt64(records.count))]
    let stored = try device.store.load(id)
    let screen = Screen(
      events: ledger.history(of: id).seen(
        try naming(of: stored.record, in: device.store).seen(stored.record.context)),
      written: [:])
    let key = RegisterKey.field(RegisterKey.Field.area)
    let value = AnswerValue.text(areas[Int(random.next() % UInt64(areas.count))])
    let write = TypedWrite(
      key: key, value: value, supersedes: screen.superseded(by: value, at: key))
    let outcome = try attempt(on: device) {
      try device.store.save(
        [(key, value)], to: id, author: device.author, shown: stored.record)
    }
    if outcome.value != nil || outcome.committed > 0 { device.noteSaved([write], to: id) }
    table.struck(.moveArea)
    mark(.moveArea, device)
    try look(at: id, on: device)
  }
}
