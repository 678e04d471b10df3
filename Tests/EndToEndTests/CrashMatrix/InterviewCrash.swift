import Foundation
import Processes
import Replication
import SQLiteStore

/// `campo interview`: four answers, then the end.
struct InterviewCrash: CrashScenario {
  static let name = "campo interview"

  private let folder: TemporaryFolder
  private let form: String
  private let store: StoreOnDisk
  private let earlier: [RecordID: String]

  var root: String { store.folder }

  init(in folder: TemporaryFolder) throws {
    self.folder = folder
    form = try folder.write(CrashSurvey.yaml, to: "cuatro.yaml")
    let device = try SampleSurvey.device("ana", in: folder)
    earlier = [try CrashSurvey.response("antes", on: device, form): "antes"]
    store = try StoreOnDisk(device)
  }

  func run(_ environment: [String: String]) throws -> CrashOutcome {
    try store.putBack()
    let photo = try CrashSurvey.photo(of: "nueva", beside: store.folder)
    let lines = CrashSurvey.answers + [photo, ":terminar", "s"]
    let result = try runCommand(
      BuiltProducts.campo, ["interview", store.folder, form],
      input: lines.joined(separator: "\n") + "\n", environment: environment)
    var problems = try store.damage()
    let responses = try store.responses()
    problems += CrashSurvey.problems(in: responses, expecting: earlier, "ana")
    let begun = responses.values.first { earlier[$0.id] == nil }
    let told = result.output.components(separatedBy: "✓ guardado").count - 1
    for (number, answer) in CrashSurvey.answers.prefix(told).enumerated()
    where begun?.text(at: CrashSurvey.path(number)) != answer {
      problems.append("answer \(number) was said to be saved and is lost")
    }
    let photos = try store.photos()
    problems += CrashSurvey.problems(in: photos, expecting: earlier, "ana")
    if told > CrashSurvey.answers.count, let begun {
      problems += CrashSurvey.problems(in: photos, expecting: [begun.id: "nueva"], "ana")
    }
    let isFinished = begun?.status.stage == .finished
    if result.output.contains("✓ terminada"), !isFinished { problems.append("the end is lost") }
    if result.status == 0, told != CrashSurvey.answers.count + 1 {
      problems.append("ended too early")
    }
    problems += goesOn(begun?.id)
    return CrashOutcome(status: result.status, problems: problems)
  }

  /// The store can be worked with afterwards.
  private func goesOn(_ id: RecordID?) -> [String] {
    let resumed = id.map { ["--response", $0.description] } ?? []
    let again = try? runCommand(
      BuiltProducts.campo, ["interview", store.folder, "cuatro", "--answers", "-"] + resumed,
      input: "{\"/data/a3\": \"later\"}")
    return again?.status == 0 ? [] : ["does not go on: \(again?.errors ?? "")"]
  }
}
