import Campo
import Interviewing
import RecordCoding
import Replication
import ReplicationOracle
import SQLiteStore

extension World {
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
    if random.next() % 24 == 0 { try server.takeBackup(notedIn: folder.fresh()) }
    var hubChance = SeededGenerator(seed: step.bits &+ Self.hubSalt)
    for hub in hubs where hubChance.next() % 24 == 0 { try hub.server.takeBackup() }
    switch step.kind {
    case .fault(let fault): try strike(fault, on: device, random.next(), &hubChance)
    case .operation(let operation):
      try await perform(operation, on: device, &random, &hubChance)
    }
  }

  /// Apart from the chance that decides the rest of a step.
  private static let hubSalt: UInt64 = 0x5EED_0F0F_4B1D_5EED

  private func perform(
    _ operation: Operation, on device: Device, _ random: inout SeededGenerator,
    _ hubChance: inout SeededGenerator
  ) async throws {
    let isReview = [.approve, .reject, .void].contains(operation)
    let device = isReview ? reviewer(for: device) : device
    let hub = operation == .hubSync ? anyHub(&hubChance) : nil
    begin(operation, on: hub ?? device)
    switch operation {
    case .newInterview: try begin(on: device)
    case .resume: try resume(on: device, &random)
    case .answer, .correct, .clear, .missing: try answer(operation, on: device, &random)
    case .addRow: try addRow(on: device, &random)
    case .deleteRow: try deleteRow(on: device, &random)
    case .comment: try comment(on: device, &random)
    case .attach: try attach(on: device, &random)
    case .finish: try finish(on: device, &random)
    case .approve: try decide(.approve, on: device, &random)
    case .reject: try decide(.reject, on: device, &random)
    case .void: try decide(.void, on: device, &random)
    case .resolve: try resolve(on: device, &random)
    case .moveVersion: try moveVersion(on: device, &random)
    case .bundleExport: try exportBundle(on: device, &random)
    case .bundleImport: try importBundle(on: device, &random)
    case .bundleMerge: try mergeBundles(&random)
    case .purge: try purge(on: device)
    case .sync:
      let server = target(of: device, &hubChance)
      try bringCode(of: device, to: server, isAnswerLost: hubChance.next() % 4 == 0)
      try await sync(device, with: server)
    case .hubSync: if let hub { try await sync(hub, &hubChance) }
    }
  }

  private func begin(_ operation: Operation, on sender: any Sender) {
    table.did(operation)
    sender.since[operation, default: 0] += 1
    for mark in sender.marks { table.meet(operation, mark) }
  }
}
