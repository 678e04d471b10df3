import Foundation
import Processes
import Replication
import SQLiteStore

/// A device with three new responses, a server that has two of another device: what both sides of a
/// synchronization begin with.
struct SyncedPair {
  /// A dead server's device is ended after so long; nothing is concluded from it.
  static let patienceSeconds = 6.0

  let folder: TemporaryFolder
  let server: StoreOnDisk
  let device: StoreOnDisk
  let taken: [RecordID: String]
  let others: [RecordID: String]
  private let port: UInt16

  init(in folder: TemporaryFolder) throws {
    self.folder = folder
    let form = try folder.write(CrashSurvey.yaml, to: "cuatro.yaml")
    let office = ServerUnderTest(in: folder)
    try office.start()
    try succeed(BuiltProducts.server, ["publish", "--data", office.data, form])
    let (ana, beto) = (folder.path("ana.campo"), folder.path("beto.campo"))
    for device in [ana, beto] { try office.enrol(device, as: "enumerator", area: "A1") }
    others = [
      try CrashSurvey.response("b1", on: beto, form): "b1",
      try CrashSurvey.response("b2", on: beto, form): "b2",
    ]
    try succeed(BuiltProducts.campo, ["sync", beto])
    taken = try Dictionary(
      uniqueKeysWithValues: ["a1", "a2", "a3"].map {
        (try CrashSurvey.response($0, on: ana, form), $0)
      })
    port = office.port
    office.stop()
    server = try StoreOnDisk(office.data)
    device = try StoreOnDisk(ana)
  }

  func putBack() throws {
    try server.putBack()
    try device.putBack()
  }

  /// Starts the server; nil where it ended before it listened.
  func startServer(_ environment: [String: String] = [:]) throws -> ChildProcess? {
    let output = folder.path("server.out")
    let process = try startCommand(
      BuiltProducts.server, ["run", "--data", server.folder, "--listen", "127.0.0.1:\(port)"],
      streams: .files(output: output, errors: folder.path("server.err")), environment: environment)
    while process.isRunning {
      let said = (try? String(contentsOfFile: output, encoding: .utf8)) ?? ""
      if said.contains("listening on") { return process }
      usleep(5_000)
    }
    return nil
  }

  /// Starts a synchronization of the device.
  func startSync(_ environment: [String: String] = [:]) throws -> ChildProcess {
    try startCommand(
      BuiltProducts.campo, ["sync", device.folder],
      streams: .files(output: folder.path("sync.out"), errors: folder.path("sync.err")),
      environment: environment)
  }

  /// Both are whole, and the server has whatever the device holds for acknowledged.
  func problems() throws -> [String] {
    var problems = try device.damage().map { "device " + $0 }
    problems += try server.damage().map { "server " + $0 }
    problems += CrashSurvey.problems(in: try device.responses(), expecting: taken, "device")
    problems += CrashSurvey.problems(in: try device.photos(), expecting: taken, "device")
    let atServer = try server.responses()
    problems += CrashSurvey.problems(in: atServer, expecting: others, "server")
    let acknowledged = try device.acknowledged()
    problems += CrashSurvey.problems(
      in: atServer, expecting: taken.filter { acknowledged.contains($0.key) }, "acknowledged")
    let sent = try device.sentPhotos()
    problems += CrashSurvey.problems(
      in: try server.photos(),
      expecting: others.merging(taken.filter { sent.contains($0.key) }) { $1 },
      "server")
    return problems
  }

  /// A synchronization without a fault brings both to the same states.
  func problemsOfGoingOn() throws -> [String] {
    guard let process = try startServer() else { return ["the server does not start again"] }
    defer {
      process.kill()
      process.wait()
    }
    let status = try startSync().wait().status
    if status != 0 {
      return [
        "does not sync again: \(try String(contentsOfFile: folder.path("sync.err"), encoding: .utf8))"
      ]
    }
    let atServer = try server.responses()
    var problems = CrashSurvey.problems(
      in: atServer, expecting: taken.merging(others) { $1 }, "synced again")
    problems += CrashSurvey.problems(
      in: try server.photos(), expecting: taken.merging(others) { $1 }, "synced again")
    if try device.states() != server.states() { problems.append("states differ") }
    problems += try device.damage() + server.damage()
    return problems
  }
}

/// `campo sync`, where the device fails.
struct SyncCrash: CrashScenario {
  static let name = "campo sync"

  private let pair: SyncedPair
  var root: String { pair.device.folder }

  init(in folder: TemporaryFolder) throws { pair = try SyncedPair(in: folder) }

  func run(_ environment: [String: String]) throws -> CrashOutcome {
    try pair.putBack()
    guard let server = try pair.startServer() else {
      return CrashOutcome(status: 0, problems: ["the server does not start"])
    }
    let status = try pair.startSync(environment).wait().status
    server.kill()
    server.wait()
    var problems = try pair.problems()
    if status == 0, try pair.device.acknowledged().count < pair.taken.count {
      problems.append("said to be done, and is not")
    }
    problems += try pair.problemsOfGoingOn()
    return CrashOutcome(status: status, problems: problems)
  }
}

/// `campo-server run`, where the server fails while a device synchronizes.
struct ServerCrash: CrashScenario {
  static let name = "campo-server run"

  private let pair: SyncedPair
  var root: String { pair.server.folder }

  init(in folder: TemporaryFolder) throws { pair = try SyncedPair(in: folder) }

  func run(_ environment: [String: String]) throws -> CrashOutcome {
    try pair.putBack()
    var status: Int32 = 0
    if let server = try pair.startServer(environment) {
      let sync = try pair.startSync()
      let end = Date().addingTimeInterval(SyncedPair.patienceSeconds)
      while sync.isRunning, server.isRunning, Date() < end { usleep(5_000) }
      sync.kill()
      sync.wait()
      server.terminate()
      status = server.wait().status
    } else {
      status = -SIGKILL
    }
    return CrashOutcome(
      status: status, problems: try pair.problems() + pair.problemsOfGoingOn())
  }
}
