import Foundation
import Processes
import SQLiteStore
import Testing

/// A supervisor's laptop serves her team while the office is out of reach, with the real programs.
@Suite struct HubTests {
  @Test func aTeamWorksAtItsHubWhileTheOfficeIsDown() throws {
    let team = try SyncedTeam()
    let luz = try team.device("luz")
    try team.sync(luz)
    let code = try team.code(for: "ana", "--role", "enumerator")
    let hub = HubUnderTest(in: team.folder, of: team.server)
    try hub.start("--code", team.code(for: "laptop", "--role", "supervisor", "--hub"))
    try hub.awaitQuestionnaire()
    team.server.stop()

    // A device that nobody enrolled before, and one that was enrolled at the office.
    let ana = team.folder.path("ana.campo")
    try succeed(BuiltProducts.campo, ["init", ana, "--server", hub.url, "--code", code])
    try team.sync(ana)
    let id = try team.collect(#"{"/data/members": 3}"#, on: ana)
    try team.sync(ana)
    try hub.sync(luz)
    try team.answer(#"{"/data/members": 4}"#, to: id, on: luz)
    try hub.sync(luz)
    try team.sync(ana)
    #expect(try team.everything(on: ana) == team.everything(on: luz))
    #expect(try team.records(in: team.server.data).isEmpty)

    // The laptop is shut and opened in town, without the code.
    hub.stop()
    try team.server.start()
    try hub.start()
    try team.awaitRecords(like: hub.data)
    try team.sync(luz)
    #expect(try team.everything(on: ana) == team.everything(on: luz))
    #expect(try team.records(in: ana) == team.records(in: team.server.data))
    #expect(try team.records(in: luz) == team.records(in: team.server.data))
    // The token that the hub gave is good at the office now.
    try succeed(
      BuiltProducts.campo, ["sync", ana, "--via", "http://127.0.0.1:\(team.server.port)"])
    hub.stop()
    try team.expectSound(ana, luz, hub.data)
  }

  @Test func aHubFetchesTheFileThatADeviceAsksFor() throws {
    let team = try SyncedTeam()
    let yaml = """
      id: vivienda
      version: "1"
      survey:
        - {type: image, name: foto, label: Foto}
      """
    let form = try team.folder.write(yaml, to: "vivienda.yaml")
    try succeed(BuiltProducts.server, ["publish", "--data", team.server.data, form])
    let (ana, luz) = (try team.device("ana"), try team.device("luz"))
    let bytes = Data((0..<300_000).map { _ in UInt8.random(in: 0 ... .max) })
    try bytes.write(to: URL(fileURLWithPath: team.folder.path("casa.jpg")))
    let answers = try team.folder.write(#"{"/data/foto": {"file": "casa.jpg"}}"#, to: "a.json")
    try succeed(BuiltProducts.campo, ["interview", ana, form, "--answers", answers])
    try team.sync(ana)

    let hub = HubUnderTest(in: team.folder, of: team.server)
    try hub.start("--code", team.code(for: "laptop", "--role", "supervisor", "--hub"))
    try team.awaitRecords(like: ana, in: hub.data)
    #expect(
      try succeed(BuiltProducts.campo, ["attachments", luz, "--missing"]).contains("(ninguno)"))
    try hub.sync(luz, "--attachments")
    #expect(try succeed(BuiltProducts.campo, ["attachments", luz]).contains("  300000  aquí"))
    hub.stop()
    try team.expectSound(ana, luz, hub.data)
  }

  @Test func whatTheOfficeDoesAHubDoesNot() throws {
    let team = try SyncedTeam()
    let hub = HubUnderTest(in: team.folder, of: team.server)
    try hub.start("--code", team.code(for: "laptop", "--role", "supervisor", "--hub"))
    hub.stop()
    let enrol = try runCommand(
      BuiltProducts.server,
      ["enroll", "--data", hub.data, "--name", "eva", "--role", "enumerator", "--area", "A1"])
    #expect(enrol.status == 1 && enrol.errors.contains("HUB-OFFICE"))
    let publish = try runCommand(
      BuiltProducts.server, ["publish", "--data", hub.data, team.form])
    #expect(publish.status == 1 && publish.errors.contains("HUB-OFFICE"))
    let people = try succeed(
      BuiltProducts.server, ["people", "--data", team.server.data, "--lang", "en"])
    #expect(people.contains("1  laptop  supervisor  A1  device enrolled  hub"), "\(people)")
    let list = try campo("list", hub.data)
    #expect(list.status == 1 && list.errors.contains("CLIENT-HUB"))
  }

  @Test func aHubThatTheOfficeTookBackIsEnrolledAgainWithANewCode() throws {
    let team = try SyncedTeam()
    let hub = HubUnderTest(in: team.folder, of: team.server)
    let options = ["run", "--data", hub.data, "--upstream", "http://127.0.0.1:\(team.server.port)"]
    let without = try runCommand(BuiltProducts.server, options + ["--lang", "es"])
    #expect(without.status == 1 && without.errors.contains("HUB-CODE"), "\(without.errors)")

    try hub.start("--code", team.code(for: "laptop", "--role", "supervisor", "--hub"))
    hub.stop()
    try succeed(BuiltProducts.server, ["revoke", "--data", team.server.data, "--name", "laptop"])
    let ana = try team.device("ana")
    _ = try team.collect(#"{"/data/members": 3}"#, on: ana)
    try team.sync(ana)
    try hub.start("--code", team.code(for: "laptop", "--role", "supervisor", "--hub"))
    try team.awaitRecords(like: ana, in: hub.data)
  }

  @Test func aServerWithDataOfItsOwnBecomesNoHub() throws {
    let team = try SyncedTeam()
    team.server.stop()
    let run = try runCommand(
      BuiltProducts.server,
      [
        "run", "--data", team.server.data, "--listen", "127.0.0.1:0", "--upstream",
        "http://127.0.0.1:1", "--code", "00000-00000",
      ])
    #expect(run.status == 1 && run.errors.contains("HUB-ROOT"))
  }
}

/// A hub of a test's own on 127.0.0.1.
private final class HubUnderTest {
  /// Looks at what another process does so often, a tenth of a second apart, before it gives up.
  static let looks = 600

  let data: String
  private let folder: TemporaryFolder
  private let server: ServerUnderTest
  private let port: UInt16?
  private var process: ChildProcess?

  init(in folder: TemporaryFolder, of server: ServerUnderTest) {
    self.folder = folder
    self.server = server
    data = folder.path("hub")
    port = try? LoopbackPort.free()
  }

  deinit { stop() }

  var url: String { "http://127.0.0.1:\(port ?? 0)" }

  func start(_ options: String...) throws {
    let port = try #require(port)
    process = try startCommand(
      BuiltProducts.server,
      [
        "run", "--data", data, "--listen", "127.0.0.1:\(port)", "--upstream",
        "http://127.0.0.1:\(server.port)",
      ] + options,
      streams: .files(output: folder.path("hub.out"), errors: folder.path("hub.err")))
    try LoopbackPort.awaitListener(on: port)
  }

  func stop() {
    process?.kill()
    process?.wait()
    process = nil
  }

  /// Until it has what the office publishes.
  func awaitQuestionnaire() throws {
    let store = try Store.open(at: data)
    try HubUnderTest.await("the hub fetched no questionnaire") {
      try !store.definitions(publishedOnly: true).isEmpty
    }
  }

  func sync(_ store: String, _ options: String...) throws {
    try succeed(BuiltProducts.campo, ["sync", store, "--via", url] + options)
  }

  static func await(_ complaint: Comment, _ holds: () throws -> Bool) throws {
    for _ in 0..<looks {
      if try holds() { return }
      usleep(100_000)
    }
    Issue.record(complaint)
  }
}

extension SyncedTeam {
  fileprivate func code(for name: String, _ options: String...) throws -> String {
    try succeed(
      BuiltProducts.server,
      ["enroll", "--data", server.data, "--name", name, "--area", "A1"] + options
    ).trimmingCharacters(in: .whitespacesAndNewlines)
  }

  /// Every response's canonical bytes.
  fileprivate func records(in data: String) throws -> [String: [UInt8]] {
    let records = try Store.open(at: data).outgoing(.all, limit: 100)
    return Dictionary(uniqueKeysWithValues: records.map { ("\($0.id)", $0.bytes) })
  }

  /// Until the office, or a hub, has what another store has.
  fileprivate func awaitRecords(like other: String, in data: String? = nil) throws {
    let wanted = try records(in: other)
    try HubUnderTest.await("the hub and the office do not hear of each other") {
      try records(in: data ?? server.data) == wanted
    }
  }
}
