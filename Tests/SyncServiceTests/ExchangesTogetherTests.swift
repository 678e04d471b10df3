import Campo
import CurlTransport
import Replication
import SQLiteStore
import SyncProtocol
import SyncService
import Synchronization
import Testing

/// Requests that are carried out together: each gets what it would get alone.
@Suite struct ExchangesTogetherTests {
  private static let names = ["ana", "beto", "carla", "delia"]

  private func team(at server: TestServer) async throws -> [TestDevice] {
    try server.publish()
    let devices = try Self.names.map { try TestDevice(at: server, name: $0) }
    for device in devices { try await device.sync() }
    return devices
  }

  /// Synchronizes all, the first request of each in one group.
  private func syncTogether(
    _ devices: [TestDevice], at server: TestServer,
    spoiling: @escaping @Sendable (inout SyncRequest, Caller) -> Void = { _, _ in }
  ) async throws -> (reports: [Result<SyncReport, any Error>], refused: Int) {
    let gathering = Gathering(of: devices.count, at: server.service, spoiling: spoiling)
    let reports = try await withThrowingTaskGroup(of: (Int, Result<SyncReport, any Error>).self) {
      group in
      for (place, device) in devices.enumerated() {
        group.addTask {
          let link = GatheringLink(gathering: gathering, alone: device.link)
          do { return (place, .success(try await device.sync(over: link))) } catch {
            return (place, .failure(error))
          }
        }
      }
      var reports: [Int: Result<SyncReport, any Error>] = [:]
      for try await (place, report) in group { reports[place] = report }
      return devices.indices.compactMap { reports[$0] }
    }
    return (reports, await gathering.refused)
  }

  @Test func whatEachHandsOverIsKeptAndReceiptedAndGoesToTheOthers() async throws {
    let server = try TestServer()
    let devices = try await team(at: server)
    let ids = try devices.map { try $0.collect(["name": $0.author.name, "age": "34"]) }
    for report in try await syncTogether(devices, at: server).reports {
      #expect(try report.get().sent == 1)
    }
    for device in devices { try await device.sync() }
    for id in ids {
      let kept = try server.store.load(id).record
      #expect(try server.service.verdict(on: id)?.state == .valid)
      for device in devices { #expect(try device.record(id) == kept) }
    }
  }

  @Test func editsOfOneResponseInOneGroupAreMergedAndCheckedAsOneState() async throws {
    let server = try TestServer()
    let devices = try await team(at: server)
    let id = try devices[0].collect(["name": "Rosa", "age": "34"])
    try await devices[0].sync()
    for device in devices { try await device.sync() }
    try devices[0].write(["age": "340"], to: id)
    for device in devices.dropFirst() {
      try device.write(["name": "Rosa de \(device.author.name)"], to: id)
    }
    for report in try await syncTogether(devices, at: server).reports { _ = try report.get() }
    let record = try server.store.load(id).record
    #expect(record.value(of: answerKey("age")) == .text("340"))
    #expect(record.conflicts.map(\.values.count) == [3])
    #expect(try server.service.verdict(on: id)?.state == .invalid)
  }

  @Test func aRequestThatIsRefusedKeepsBackNoneOfTheOthers() async throws {
    let server = try TestServer()
    let devices = try await team(at: server)
    let ids = try devices.map { try $0.collect(["name": $0.author.name, "age": "34"]) }
    let (reports, refused) = try await syncTogether(devices, at: server) { request, caller in
      if caller.author.name == "beto" { request.batch.packed = [[9]] }
    }
    #expect(refused == 1)
    // Whoever was refused has sent it whole.
    for report in reports { #expect(try report.get().sent == 1) }
    for id in ids { #expect(try server.service.verdict(on: id)?.state == .valid) }
  }

  /// On a full disk nothing can be handed over, and what is there is still told.
  @Test func whoeverOnlyAsksIsAnsweredWhereAnothersTransactionFails() async throws {
    let failing = FailingDisk()
    let server = try TestServer(store: failing.environment)
    let devices = try await team(at: server)
    let ids = try devices[..<2].map { try $0.collect(["name": $0.author.name, "age": "34"]) }
    for count in [1, 2] {
      let writers = Array(devices[..<count])
      for (device, id) in zip(writers, ids) { try device.write(["age": "\(34 + count)"], to: id) }
      // The group's commit and, where there are two, each one's own.
      failing.failures.withLock { $0 = count == 1 ? 1 : 3 }
      let (reports, refused) = try await syncTogether(
        writers + devices[2...], at: server)
      #expect(refused == count)
      for report in reports { _ = try report.get() }
    }
    for id in ids { #expect(try server.store.sealed(id) != nil) }
  }

  /// The disk fails as the group is committed, and as the first of them is, alone.
  @Test func whereTheTransactionOfAllFailsEachHasItsOwn() async throws {
    let failing = FailingDisk()
    let server = try TestServer(store: failing.environment)
    let devices = try await team(at: server)
    let ids = try devices.map { try $0.collect(["name": $0.author.name, "age": "34"]) }
    failing.failures.withLock { $0 = 2 }
    let (reports, refused) = try await syncTogether(devices, at: server)
    #expect(failing.failures.withLock { $0 } == 0)
    #expect(refused == 1)
    // Whoever was refused has tried again.
    for report in reports { #expect(try report.get().sent == 1) }
    for id in ids { #expect(try server.store.sealed(id) != nil) }
  }
}

/// Waits for the first request of each of several devices, then has all answered together.
private actor Gathering {
  private let count: Int
  private let service: SyncService
  private let spoiling: @Sendable (inout SyncRequest, Caller) -> Void
  private var waiting:
    [(
      request: SyncRequest, caller: Caller,
      answered: CheckedContinuation<Result<SyncResponse, ServiceError>, Never>
    )] = []
  /// How many of the group got an error.
  private(set) var refused = 0

  init(
    of count: Int, at service: SyncService,
    spoiling: @escaping @Sendable (inout SyncRequest, Caller) -> Void
  ) {
    (self.count, self.service, self.spoiling) = (count, service, spoiling)
  }

  func sync(
    _ request: SyncRequest, from caller: Caller
  ) async -> Result<SyncResponse, ServiceError> {
    await withCheckedContinuation { answered in
      var request = request
      spoiling(&request, caller)
      waiting.append((request, caller, answered))
      guard waiting.count == count else { return }
      let answers = service.sync(waiting.map { ($0.request, $0.caller) })
      for (one, answer) in zip(waiting, answers) {
        if case .failure = answer { refused += 1 }
        one.answered.resume(returning: answer)
      }
    }
  }
}

/// The first request goes with those of others, the rest alone.
private final class GatheringLink: SyncLink {
  private let gathering: Gathering
  private let alone: ServiceLink
  private let isFirst = Mutex(true)

  init(gathering: Gathering, alone: ServiceLink) {
    (self.gathering, self.alone) = (gathering, alone)
  }

  var traffic: Traffic { Traffic() }

  func sync(_ request: SyncRequest) async throws(SyncError) -> SyncResponse {
    let goesAlong = isFirst.withLock { first in
      defer { first = false }
      return first
    }
    guard goesAlong else { return try await alone.sync(request) }
    do throws(ServiceError) {
      let caller = try alone.service.caller(authorization: "Bearer \(alone.token)")
      return try await gathering.sync(request, from: caller).get()
    } catch {
      throw .refused(error.response, status: error.status)
    }
  }

  func definition(_ hash: String) async throws(SyncError) -> DefinitionResponse {
    try await alone.definition(hash)
  }
}

/// Refuses a number of commits.
private final class FailingDisk: Sendable {
  struct Failure: Error {}

  let failures = Mutex(0)

  var environment: StoreEnvironment {
    var environment = StoreEnvironment.system
    environment.passing = { [self] moment in
      guard case .committing = moment else { return }
      try failures.withLock { failures in
        guard failures > 0 else { return }
        failures -= 1
        throw Failure()
      }
    }
    return environment
  }
}
