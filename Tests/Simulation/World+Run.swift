import Campo
import Interviewing
import RecordCoding
import Replication
import ReplicationOracle
import SQLiteStore

extension World {
  private static let mostRounds = 6

  /// Carries out a scenario, then heals the network and holds everybody to one state.
  func run(_ scenario: Scenario) async throws {
    for (number, step) in scenario.steps.enumerated() {
      do {
        try await perform(step)
      } catch var violation as Violation {
        violation.step = number
        throw violation
      }
    }
    try await settle()
  }

  private func perform(_ step: Step) async throws {
    var random = SeededGenerator(seed: step.bits)
    clock.advance(by: 1_000 + Int64(random.next() % 3_600_000))
    if !inFlight.isEmpty, random.next() % 3 == 0 {
      try deliver(inFlight.remove(at: Int(random.next() % UInt64(inFlight.count))))
    }
    let device = devices[Int(step.device) % devices.count]
    if random.next() % 12 == 0 { try device.takeBackup() }
    if random.next() % 24 == 0 { try server.takeBackup(at: folder.fresh()) }
    switch step.kind {
    case .fault(let fault): try strike(fault, on: device, random.next())
    case .operation(let operation): try await perform(operation, on: device, &random)
    }
  }

  private func perform(
    _ operation: Operation, on device: Device, _ random: inout SeededGenerator
  ) async throws {
    let isReview = [.approve, .reject, .void].contains(operation)
    let device = isReview ? reviewer(for: device) : device
    table.did(operation)
    device.since[operation, default: 0] += 1
    for mark in device.marks { table.meet(operation, mark) }
    switch operation {
    case .newInterview: try begin(on: device)
    case .resume: try resume(on: device, &random)
    case .answer, .correct, .clear, .missing: try answer(operation, on: device, &random)
    case .addRow: try addRow(on: device, &random)
    case .deleteRow: try deleteRow(on: device, &random)
    case .comment: try comment(on: device, &random)
    case .finish: try finish(on: device, &random)
    case .approve: try decide(.approve, on: device, &random)
    case .reject: try decide(.reject, on: device, &random)
    case .void: try decide(.void, on: device, &random)
    case .resolve: try resolve(on: device, &random)
    case .moveVersion: try moveVersion(on: device, &random)
    case .sync: try await sync(device)
    case .bundleExport: try exportBundle(on: device, &random)
    case .bundleImport: try importBundle(on: device, &random)
    case .bundleMerge: try mergeBundles(&random)
    case .purge: try purge(on: device)
    }
  }

  /// The network heals, everybody works in all areas, and exchanges until nothing is new.
  private func settle() async throws {
    for request in inFlight { try deliver(request) }
    inFlight = []
    server.power.revive()
    for device in devices {
      device.planned = []
      device.power.revive()
      try enrol(device, in: areas)
      try device.reassign(to: areas)
    }
    try importAll(on: devices[0])
    var state: [[RecordID: Set<Dot>]] = []
    for _ in 0..<Self.mostRounds {
      for device in devices { try await sync(device) }
      let now = devices.map(\.seen)
      if now == state { return try judgeAll() }
      state = now
    }
    throw Violation("the fleet does not come to rest")
  }

  private func judgeAll() throws {
    for device in devices {
      let waiting = try device.store.unacknowledgedCount()
      if waiting > 0 {
        throw Violation("a queue does not drain", "device \(device.number): \(waiting)")
      }
      let quarantined = try device.store.quarantined()
      if let first = quarantined.first {
        throw Violation("a device set a record aside", "\(first.id) \(first.reason.code)")
      }
    }
    if let first = try server.store.quarantined().first {
      throw Violation("the server set a record aside", "\(first.id) \(first.reason.code)")
    }
    var bytes: [RecordID: [UInt8]] = [:]
    for id in ledger.records {
      for event in ledger.history(of: id).events where !ledger.lost.contains(event.dot) {
        guard server.seen[id]?.contains(event.dot) == true else {
          throw Violation("an acknowledged answer was lost", "\(id) \(event.dot)")
        }
      }
      guard try server.store.summary(of: id) != nil else { continue }
      let record = try server.store.load(id).record
      try judge(record, in: server.store)
      bytes[id] = RecordCoder.encode(record)
    }
    for device in devices {
      for (id, bytes) in bytes {
        guard try device.store.summary(of: id) != nil else {
          if try isPurged(id, as: server.store.load(id).record.context, on: device) { continue }
          throw Violation("a record did not reach a device", "\(device.number) \(id)")
        }
        let record = try device.store.load(id).record
        if RecordCoder.encode(record) != bytes {
          throw Violation(
            "a device holds other bytes than the server",
            "\(device.number) \(Self.difference(record, try server.store.load(id).record))")
        }
      }
    }
  }

  /// Where two states of a record differ.
  private static func difference(_ a: Record, _ b: Record) -> String {
    let keys = Set(a.registers.keys).union(b.registers.keys).sorted()
      .filter { a.registers[$0] != b.registers[$0] }
    let dots = Set(a.decisions.keys).union(b.decisions.keys).sorted()
      .filter { a.decisions[$0] != b.decisions[$0] }
    let parts =
      keys.prefix(2).map { key in
        "\(key.spelling): \(a.registers[key].map { "\($0)" } ?? "-") for \(b.registers[key].map { "\($0)" } ?? "-")"
      }
      + dots.prefix(2).map { dot in
        "decision \(dot): \(a.decisions[dot].map { "\($0)" } ?? "-") for \(b.decisions[dot].map { "\($0)" } ?? "-")"
      }
      + (a.context == b.context ? [] : ["context \(a.context) for \(b.context)"])
    return "\(a.id): " + parts.joined(separator: "; ")
  }
}
