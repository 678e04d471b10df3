import Foundation
import Interviewing
import Processes
import QuestionnaireLanguage

/// A server, three devices and a supervisor's, driven through `campo` and `campo-server` alone.
struct CorpusField {
  struct Interview {
    let id: String
    let device: String
    let workbook: String
    let golden: GoldenInterview
    let volatility: CorpusVolatility
  }

  struct Failed: Error, CustomStringConvertible {
    let description: String
  }

  private(set) var interviews: [Interview] = []
  private(set) var unread: [String] = []

  private static let area = "corpus"
  private let folder: TemporaryFolder
  private let devices: [String]
  private let supervisor: String
  private let server: ServerUnderTest
  private var chance: SeededGenerator

  init(seed: UInt64) throws {
    folder = try TemporaryFolder()
    devices = (1...3).map { [folder] in folder.path("device\($0).campo") }
    supervisor = folder.path("supervisor.campo")
    server = ServerUnderTest(in: folder)
    chance = SeededGenerator(seed: seed)
  }

  func stop() { server.stop() }

  /// Publishes a workbook; false, and noted, if it is not read.
  mutating func publishes(_ workbook: CorpusWorkbook) throws -> Bool {
    let result = try runCommand(
      BuiltProducts.server, ["publish", "--data", server.data, workbook.path])
    if result.status != 0 { unread.append(workbook.name) }
    return result.status == 0
  }

  mutating func startTeam() throws {
    try server.start()
    for device in devices { try enrol(device, as: "enumerator") }
    try enrol(supervisor, as: "supervisor")
  }

  private func enrol(_ store: String, as role: String) throws {
    try server.enrol(store, as: role, area: Self.area)
  }

  /// What the device of the recorded interviews said of itself.
  private static let facts = [
    "deviceid=collect:ORACLE00000000001", "username=oracle", "email=oracle@example.org",
    "phonenumber=5550100", "subscriberid=310260000000000", "simserial=8901260000000000000",
  ].flatMap { ["--fact", $0] }

  /// One golden interview on the next device.
  mutating func interview(_ workbook: CorpusWorkbook, answering file: URL) throws {
    let golden = try SharedCorpus.golden(file)
    let device = devices[interviews.count % devices.count]
    let printed = try runCommand(
      BuiltProducts.campo,
      [
        "interview", device, workbook.path, "--answers", file.path(percentEncoded: false),
        "--clock", golden.clock, "--timezone", golden.timezone, "--format", "json",
      ] + Self.facts)
    struct Outcome: Decodable { let response: String }
    guard let outcome = try? JSONDecoder().decode(Outcome.self, from: Data(printed.output.utf8))
    else { throw Failed(description: "\(workbook.name): \(printed.output)\(printed.errors)") }
    interviews.append(
      Interview(
        id: outcome.response, device: device, workbook: workbook.name, golden: golden,
        volatility: try CorpusVolatility(workbook.questionnaire())))
  }

  /// The first device only synchronizes, the second does both, the third hands over bundles only;
  /// everything happens twice and in an order of chance.
  mutating func deliverEverythingTwice() throws {
    enum Delivery {
      case sync(String)
      case bundle(String)
    }
    var deliveries: [Delivery] = []
    for _ in 1...2 {
      deliveries += [
        .sync(devices[0]), .sync(devices[1]), .bundle(devices[1]), .bundle(devices[2]),
      ]
      deliveries += [.sync(supervisor)]
    }
    for (number, delivery) in deliveries.shuffled(using: &chance).enumerated() {
      switch delivery {
      case .sync(let store): try succeed(["sync", store])
      case .bundle(let store):
        let file = folder.path("\(number).bundle")
        try succeed(["bundle", "export", store, "-o", file])
        try succeed(["bundle", "import", supervisor, file])
      }
    }
    // What came last by bundle is still with the supervisor.
    try succeed(["sync", supervisor])
  }

  /// The values the server hands out, by response and path, seen by a device that had nothing.
  mutating func valuesOnServer() throws -> [String: [String: String]] {
    struct Shown: Decodable {
      struct Answer: Decodable {
        let path: String
        let value: String?
      }
      let answers: [Answer]
    }
    let auditor = folder.path("auditor.campo")
    try enrol(auditor, as: "supervisor")
    try succeed(["sync", auditor])
    var values: [String: [String: String]] = [:]
    for interview in interviews {
      let printed = try succeed(["show", auditor, interview.id, "--format", "json"])
      let shown = try JSONDecoder().decode(Shown.self, from: Data(printed.utf8))
      values[interview.id] = Dictionary(
        shown.answers.map { ($0.path, $0.value ?? "") }, uniquingKeysWith: { $1 })
    }
    return values
  }

  func exported() throws -> [String: [String: String]] {
    let target = folder.path("csv")
    try succeed(["export", server.data, "--format", "csv", "-o", target])
    return try CorpusExport(folder: URL(filePath: target)).values
  }

  @discardableResult
  private func succeed(_ arguments: [String]) throws -> String {
    try EndToEndTests.succeed(BuiltProducts.campo, arguments)
  }
}
