import Foundation
import Processes
import Replication
import SQLiteStore

/// `campo bundle import`: two responses that are new, and one that both sides went on with.
struct ImportCrash: CrashScenario {
  static let name = "campo bundle import"

  private let folder: TemporaryFolder
  private let bundle: String
  private let store: StoreOnDisk
  private let own: [RecordID: String]
  private let brought: [RecordID: String]

  var root: String { store.folder }

  init(in folder: TemporaryFolder) throws {
    self.folder = folder
    let form = try folder.write(CrashSurvey.yaml, to: "cuatro.yaml")
    let (ana, luz) = (
      try SampleSurvey.device("ana", in: folder), try SampleSurvey.device("luz", in: folder)
    )
    let shared = try CrashSurvey.response("común", on: ana, form)
    try succeed(BuiltProducts.campo, ["bundle", "export", ana, "-o", folder.path("first")])
    try succeed(BuiltProducts.campo, ["bundle", "import", luz, folder.path("first")])
    own = [shared: "común", try CrashSurvey.response("luz", on: luz, form): "luz"]
    brought = [
      try CrashSurvey.response("ana1", on: ana, form): "ana1",
      try CrashSurvey.response("ana2", on: ana, form): "ana2",
    ]
    // Both went on with it: here it is sealed before it is merged.
    for device in [ana, luz] {
      try succeed(
        BuiltProducts.campo,
        ["interview", device, "cuatro", "--response", shared.description, "--answers", "-"],
        input: "{\"/data/a0\": \"uno común\"}")
    }
    bundle = folder.path("second")
    try succeed(BuiltProducts.campo, ["bundle", "export", ana, "-o", bundle])
    store = try StoreOnDisk(luz)
  }

  func run(_ environment: [String: String]) throws -> CrashOutcome {
    try store.putBack()
    let arguments = ["bundle", "import", store.folder, bundle]
    let result = try runCommand(BuiltProducts.campo, arguments, environment: environment)
    var problems = try store.damage()
    problems += CrashSurvey.problems(in: try store.responses(), expecting: own, "before")
    problems += CrashSurvey.problems(in: try store.photos(), expecting: own, "before")
    if result.status == 0 {
      problems += CrashSurvey.problems(in: try store.responses(), expecting: brought, "imported")
    }
    let again = try runCommand(BuiltProducts.campo, arguments)
    if again.status != 0 { problems.append("cannot be repeated: \(again.errors)") }
    problems += CrashSurvey.problems(
      in: try store.responses(), expecting: own.merging(brought) { $1 }, "repeated")
    problems += CrashSurvey.problems(
      in: try store.photos(), expecting: own.merging(brought) { $1 }, "repeated")
    problems += try store.damage()
    return CrashOutcome(status: result.status, problems: problems)
  }
}
