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
      if let only = Agreement.verbose, only.count > 1, !workbook.contains(only) {
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
      let player = try ScenarioPlayer(Scenario(file: bytes), form: form)
      let resumed = try resumed(player, form, clock: golden.clock)
      agreement.details.add(resumed.isEmpty ? "resumed from its record: the same" : resumedDiffers)
      tell("RESUMED \(name)", resumed.prefix(1))
      var skipped = 0
      let differences = GoldenComparison.differences(
        golden.final, player.report.nodes.map(\.json), clock: golden.clock, skipped: &skipped)
      agreement.details.add("skipped values that depend on clock or chance", skipped)
      guard !differences.isEmpty else {
        agreement.agree += 1
        return
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

struct GoldenFile: Decodable {
  var clock: String
  var final: [[String: JSONValue]]
}

/// Compares nodes key by key; what depends on the clock or chance is left out.
enum GoldenComparison {
  struct Difference {
    var reason: String
    var text: String
  }

  /// - Parameter skipped: counts the values that depend on the clock or chance.
  static func differences(
    _ expected: [[String: JSONValue]], _ actual: [[String: JSONValue]], clock: String,
    skipped: inout Int
  ) -> [Difference] {
    var differences: [Difference] = []
    let ours = Dictionary(actual.map { ($0["path"] ?? .null, $0) }, uniquingKeysWith: { a, _ in a })
    for node in expected {
      let path = node["path"] ?? .null
      guard let mine = ours[path] else {
        differences.append(Difference(reason: "a node is missing", text: "\(path)"))
        continue
      }
      for key in Set(node.keys).union(mine.keys) {
        let a = node[key] ?? .null
        let b = mine[key] ?? .null
        if a == b { continue }
        if key == "value", isVolatile(path, a, b, clock) {
          skipped += 1
          continue
        }
        differences.append(
          Difference(reason: key, text: "\(path.spelling) \(key): \(a.spelling) ours \(b.spelling)")
        )
      }
    }
    if actual.count > expected.count {
      let known = Set(expected.map { $0["path"] ?? .null })
      let extra = actual.compactMap { $0["path"] }.filter { !known.contains($0) }
      differences.append(Difference(reason: "a node too many", text: "\(extra.prefix(3))"))
    }
    if differences.isEmpty, expected.map({ $0["path"] }) != actual.map({ $0["path"] }) {
      differences.append(Difference(reason: "order of nodes", text: ""))
    }
    return differences
  }

  /// Identifiers, and moments of the clock that ran on while the reference engine worked.
  private static func isVolatile(
    _ path: JSONValue, _ a: JSONValue, _ b: JSONValue, _ clock: String
  ) -> Bool {
    guard case .string(let x) = a, case .string(let y) = b else { return false }
    if let m = Double(x), let n = Double(y), m == n { return true }
    if let a = x.range(of: "uuid:"), let b = y.range(of: "uuid:"),
      x[..<a.lowerBound] == y[..<b.lowerBound]
    {
      return true
    }
    if x.count == 36, y.count == 36, x.filter({ $0 == "-" }).count == 4 { return true }
    let hour = clock.replacingOccurrences(of: " ", with: "T").prefix(13)
    return x.hasPrefix(hour) && y.hasPrefix(hour)
  }
}
