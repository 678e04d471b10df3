import Campo
import Replication
import SQLiteStore
import SyncProtocol
import SyncService
import Testing

/// Seeded fleets in which disks are copied and put back at any moment, with a server, bundles of all
/// or of some responses, and batches of one: what everybody typed is compared with what is there.
@Suite struct ForkedFleetTests {
  @Test(arguments: 0..<16 as Range<UInt64>)
  func whateverIsCopiedAndPutBackNothingIsLostOrInvented(seed: UInt64) async throws {
    var fleet = try ForkedFleet(seed: seed)
    for _ in 0..<40 { try await fleet.step() }
    try await fleet.settle()
    try fleet.check()
  }
}

private struct ForkedFleet {
  private let server: TestServer
  private let twins: Twins
  private let others: [TestDevice]
  private var random: SeededGenerator
  private let seed: UInt64
  private var records: [RecordID] = []
  private var machines = ["a"]
  private var written = 0
  /// What was typed at a question which many answer, and of that what somebody wrote over: what was
  /// shown, and what the same store had written there before.
  private var typed: [RecordID: Set<AnswerValue>] = [:]
  private var over: [RecordID: Set<AnswerValue>] = [:]
  /// What each store wrote there, as its disk knows it.
  private var own: [String: [RecordID: Set<AnswerValue>]] = [:]
  /// Questions that were answered once.
  private var single: [(RecordID, String)] = []

  init(seed: UInt64) throws {
    self.seed = seed
    random = SeededGenerator(state: seed)
    server = try TestServer()
    let server = server
    twins = try Twins(at: server)
    others = try ["beto", "carla"].map { try TestDevice(at: server, name: $0) }
  }

  mutating func step() async throws {
    let machine = machines.randomElement(using: &random) ?? "a"
    switch Int.random(in: 0..<12, using: &random) {
    case 0...3: try write(on: machine)
    case 4: try write(on: others.randomElement(using: &random))
    case 5, 6: try await twins.sync(machine)
    case 7: try await others.randomElement(using: &random)?.sync()
    case 8: try hand(from: machine)
    case 9: try handBack(to: machine)
    case 10 where machines.count < 3:
      let copy = "copy\(machines.count)"
      try self.copy(machine, to: copy)
      machines.append(copy)
    case 11:
      // A backup of before is put back once all since has been handed over.
      try copy(machine, to: "backup")
      try write(on: machine)
      if Bool.random(using: &random) { try write(on: machine) }
      try await twins.sync(machine)
      try copy("backup", to: machine)
    default: break
    }
  }

  /// What is not sealed would be sealed by both, as two writes of one value.
  private mutating func copy(_ machine: String, to other: String) throws {
    try twins.run(machine) { try $0.sealAll() }
    twins.copy(machine, to: other)
    own[other] = own[machine]
  }

  private mutating func write(on machine: String) throws {
    let author = twins.author
    var fleet = self
    try twins.run(machine) { try fleet.write($0, as: machine, by: author) }
    self = fleet
  }

  private mutating func write(on device: TestDevice?) throws {
    guard let device else { return }
    try write(device.store, as: device.author.name, by: device.author)
  }

  private mutating func write(_ store: Store, as name: String, by author: Author) throws {
    written += 1
    let here = try store.summaries().map(\.id)
    let id: RecordID
    if let known = here.randomElement(using: &random), Int.random(in: 0..<4, using: &random) > 0 {
      id = known
    } else {
      id = try store.createResponse(definition: "", area: "S-01", author: author)
      records.append(id)
    }
    let stored = try store.load(id)
    let before = stored.record.including(stored.pending).value(of: answerKey("shared"))
    let value = AnswerValue.text("\(written)")
    let question = "single\(written)"
    try store.save(
      [(answerKey("shared"), value), (answerKey(question), value)], to: id, author: author,
      shown: stored.record)
    typed[id, default: []].insert(value)
    over[id, default: []].formUnion(own[name, default: [:]][id] ?? [])
    if let before { over[id, default: []].insert(before) }
    own[name, default: [:]][id, default: []].insert(value)
    single.append((id, question))
    if Bool.random(using: &random) { try store.seal(id) }
  }

  /// A stick with all or some of a machine's responses, for another device.
  private mutating func hand(from machine: String) throws {
    guard let device = others.randomElement(using: &random) else { return }
    var records = try twins.run(machine) { try $0.outgoing(.all, limit: 1000) }
    if Bool.random(using: &random), let one = records.randomElement(using: &random) {
      records = [one]
    }
    try device.store.takeAll(of: records)
  }

  private mutating func handBack(to machine: String) throws {
    guard let device = others.randomElement(using: &random) else { return }
    let records = try device.store.outgoing(.all, limit: 1000)
    try twins.run(machine) { try $0.takeAll(of: records) }
  }

  /// Everybody meets until nobody has anything new.
  mutating func settle() async throws {
    for _ in 0..<4 {
      for machine in machines { try await twins.sync(machine) }
      for device in others { try await device.sync() }
    }
  }

  func check() throws {
    let note = "seed \(seed)"
    let everything = try server.store.everything()
    #expect(Set(everything.keys) == Set(records), "\(note)")
    #expect(try server.store.quarantined().isEmpty, "\(note)")
    for device in others {
      #expect(try device.store.everything() == everything, "\(note) \(device.author.name)")
      #expect(try device.store.quarantined().isEmpty, "\(note)")
    }
    for machine in machines {
      let held = try twins.run(machine) { try $0.everything() }
      #expect(held == everything, "\(note) \(machine)")
    }
    for (id, question) in single {
      let said = try server.store.said(question, of: id)
      #expect(said.count == 1, "\(note): \(question) of \(id)")
    }
    for (id, typed) in typed {
      let said = try server.store.said("shared", of: id)
      // What nobody wrote over stands; what somebody wrote over is gone.
      #expect(said == typed.subtracting(over[id] ?? []), "\(note): \(id)")
    }
  }
}
