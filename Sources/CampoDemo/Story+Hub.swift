import Foundation
import Messages

extension Story {
  var hubData: URL { folder.appending(path: "hub") }

  /// At the office, once: the supervisor's laptop becomes a hub and fetches what it needs far away.
  mutating func enrolHub() async throws {
    let code = try enrolmentCode(for: "portatil-irma", .supervisor, "--hub")
    let meter = SyncMeter(networks.uplink)
    let hub = try await startHub("--code", code)
    defer { hub.stop() }
    try await waitForSync(1)
    note(meter.figures(Message(es: "concentradora ← oficina", en: "hub ← office")))
  }

  /// Far from the office: Ana synchronizes with the hub, which nobody above answers.
  mutating func meetAtHub() async throws {
    narrator.chapter(
      3,
      Message(
        es: "Lejos de la oficina: Irma enciende su portátil, la concentradora; Ana sincroniza ahí.",
        en: "Far from the office: Irma turns on her laptop, the hub; Ana synchronizes there."))
    let hub = try await startHub()
    defer { hub.stop() }
    try syncAtHub(team.ana)
  }

  /// In town: the hub syncs upwards by itself, and the office has what the hub has.
  mutating func bringHubHome() async throws {
    narrator.chapter(
      4,
      Message(
        es: "De vuelta en la ciudad: la concentradora sube sola lo que Ana le dejó.",
        en: "Back in town: the hub brings up by itself what Ana left there."))
    let meter = SyncMeter(networks.uplink)
    let hub = try await startHub()
    defer { hub.stop() }
    try await waitForSync(2)
    note(meter.figures(Message(es: "concentradora → oficina", en: "hub → office")))
    try campo("log", hubData.relativePath)
    try campo("coverage", serverData.relativePath)
  }

  private var hubLog: URL { folder.appending(path: "hub.log") }

  private func startHub(_ options: String...) async throws -> ServerProcess {
    try await ServerProcess(
      tools: tools, data: hubData, port: networks.hubPort, log: hubLog,
      options: ["--upstream", networks.uplink.url] + options)
  }

  /// How long what a hub does in the background may take, in steps of `waitStep`.
  private static let waitSteps = 200
  private static let waitStep = Duration.milliseconds(100)

  /// Until the hub's log tells of so many synchronizations upwards that brought something.
  private func waitForSync(_ number: Int) async throws {
    for _ in 0..<Self.waitSteps {
      let log = try tools.campo(["log", hubData.relativePath], telling: .silent)
      if log.split(separator: "\n").count(where: { $0.contains(" SYNC-DONE ") }) >= number {
        return
      }
      try await Task.sleep(for: Self.waitStep)
    }
    throw DemoError.hubSilent(log: hubLog.relativePath)
  }
}
