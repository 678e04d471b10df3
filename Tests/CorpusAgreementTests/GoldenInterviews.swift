import Foundation
import Interviewing
import Messages
import QuestionnaireLanguage
import Replication

/// Plays the interviews that a reference engine recorded, and compares every key of every node.
enum GoldenInterviews {
  static let resumedDiffers = "resumed from its record: differs"

  static func agreement() async throws -> Agreement {
    let names = try FileManager.default.contentsOfDirectory(
      atPath: Corpus.root.appendingPathComponent("golden").path
    ).filter { $0.hasSuffix(".json.gz") }.sorted()
    // Both interviews of a workbook go to one worker, which reads it once.
    return await Agreement.shared("golden interviews", names, together: 2, play)
  }

  @Sendable private static func play(_ names: [String], _ agreement: inout Agreement) {
    var last: (workbook: String, form: Result<CompiledQuestionnaire, any Error>)?
    for name in names {
      let workbook = String(name.dropLast(".0.json.gz".count))
      guard Agreement.isAsked(workbook) else {
        agreement.leftOut.add("not asked for")
        continue
      }
      let form =
        last?.workbook == workbook ? last?.form ?? read(workbook) : read(workbook)
      last = (workbook, form)
      switch form {
      case .failure(let error):
        agreement.leftOut.add("not read: " + ((error as? any ExplainedError)?.code ?? "\(error)"))
        if Agreement.verbose != nil { print("UNREAD \(name): \(error)") }
      case .success(let form): compare(name, form, &agreement)
      }
    }
  }

  private static func read(_ workbook: String) -> Result<CompiledQuestionnaire, any Error> {
    Result {
      let file = Corpus.root.appendingPathComponent("xlsforms/" + workbook)
      let form = try QuestionnaireFile.read([UInt8](Data(contentsOf: file)), name: workbook)
      return try CompiledQuestionnaire(form)
    }
  }

  /// What differs when the interview is taken up again from what it asked to be stored.
  private static func resumed(
    _ player: ScenarioPlayer, _ form: CompiledQuestionnaire, clock: String
  ) throws -> [GoldenComparison.Difference] {
    var played = player.interview
    var pending = PendingWrites(author: Author(name: "ana", role: .enumerator))
    for (key, value) in played.takeWrites() {
      pending.save(PendingWrites.Write(value: value, supersedes: []), to: key)
    }
    let start = try Scenario(file: Array(#"{"steps": []}"#.utf8)).startMilliseconds()
    let again = Interview(
      form, record: Record(id: RecordID(high: 1, low: 1), kind: .response), pending: pending,
      environment: InterviewEnvironment(
        now: { start + 86_400_000 }, timeZone: .gmt, random: SeededGenerator(seed: 9)))
    // Counted rows beyond a count that shrank are kept for the session, and made again if asked.
    let nodes = again.nodes()
    let paths = Set(nodes.map(\.path))
    let before = player.report.nodes.filter { $0.isRelevant || paths.contains($0.path) }
    var skipped = 0
    return GoldenComparison.differences(
      before.map(\.json), nodes.map(\.json), clock: clock, skipped: &skipped)
  }

  private static func compare(
    _ name: String, _ form: CompiledQuestionnaire, _ agreement: inout Agreement
  ) {
    do {
      let file = Corpus.root.appendingPathComponent("golden/" + name)
      let bytes = [UInt8](try Data(contentsOf: file))
      guard let text = Gzip.inflate(bytes) else { return agreement.leftOut.add("not read: gzip") }
      let golden = try JSONDecoder().decode(GoldenFile.self, from: Data(text))
      var skipped = 0
      let (player, differences) = try GoldenSteps.compare(golden, bytes, form, skipped: &skipped)
      let resumed = try resumed(player, form, clock: golden.clock)
      agreement.details.add(resumed.isEmpty ? "resumed from its record: the same" : resumedDiffers)
      tell("RESUMED \(name)", resumed.prefix(1))
      agreement.details.add("skipped values that depend on clock or chance", skipped)
      let exception = GoldenExceptions.runs[name]
      guard !differences.isEmpty else {
        agreement.agree += 1
        if exception != nil { agreement.details.add(GoldenExceptions.needless) }
        return
      }
      if let exception, try exception.explains(differences, golden, bytes, form) {
        return agreement.leftOut.add("\(name): \(exception.rawValue)")
      }
      agreement.differ += 1
      for reason in Set(differences.map(\.reason)) { agreement.details.add("differ in: " + reason) }
      tell("DIFF \(name)", differences.prefix(6))
    } catch {
      agreement.leftOut.add("failed: \(error)")
    }
  }

  private static func tell(_ what: String, _ differences: ArraySlice<GoldenComparison.Difference>) {
    guard Agreement.verbose != nil else { return }
    for difference in differences { print(what, difference.text) }
  }
}
