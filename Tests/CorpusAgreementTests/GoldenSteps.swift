import Interviewing

/// What a reference engine recorded of one interview.
struct GoldenFile: Decodable {
  struct Step: Decodable {
    /// The constraint's verdict on what was answered.
    var constraint: Bool?
    /// Why the engine could not take the answer: the step did not happen.
    var error: String?
  }

  struct Verdict: Decodable {
    var validate: String
    var at: String?
  }

  var clock: String
  var steps: [Step]
  /// Every node before the first step; in the first of two interviews only.
  var initial: [[String: JSONValue]]?
  var final: [[String: JSONValue]]
  /// The first question that keeps the interview from being finished, and why.
  var validate: Verdict

  private enum CodingKeys: String, CodingKey { case clock, steps, initial, final, validate }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    clock = try container.decode(String.self, forKey: .clock)
    steps = try container.decode([Step].self, forKey: .steps)
    final = try container.decode([[String: JSONValue]].self, forKey: .final)
    validate = try container.decode(Verdict.self, forKey: .validate)
    initial = try? container.decode([[String: JSONValue]].self, forKey: .initial)
  }
}

/// Plays a recorded interview's steps and compares what each brought.
enum GoldenSteps {
  /// Every step's outcome, every key of every node at the start and at the end, and the verdict.
  static func compare(
    _ golden: GoldenFile, _ bytes: [UInt8], _ form: CompiledQuestionnaire, skipped: inout Int
  ) throws -> (player: ScenarioPlayer, differences: [GoldenComparison.Difference]) {
    var (player, differences) = try play(golden, bytes, form)
    if let initial = golden.initial {
      differences += GoldenComparison.differences(
        initial, try start(bytes, form).map(\.json), clock: golden.clock, skipped: &skipped)
    }
    differences += GoldenComparison.differences(
      golden.final, player.report.nodes.map(\.json), clock: golden.clock, skipped: &skipped)
    differences += verdict(golden, player.interview)
    return (player, differences)
  }

  private static func play(
    _ golden: GoldenFile, _ bytes: [UInt8], _ form: CompiledQuestionnaire
  ) throws -> (player: ScenarioPlayer, differences: [GoldenComparison.Difference]) {
    var scenario = try Scenario(file: bytes)
    let done = zip(scenario.steps, golden.steps).filter { $0.1.error == nil }
    scenario.steps = done.map(\.0)
    let player = try ScenarioPlayer(scenario, form: form)
    var differences: [GoldenComparison.Difference] = []
    for (number, (step, outcome)) in zip(done, player.report.outcomes).enumerated() {
      let (expected, actual) = (step.1.constraint, constraint(outcome))
      guard expected != actual else { continue }
      differences.append(
        GoldenComparison.Difference(
          reason: "constraint of a step",
          text: "step \(number): \(String(describing: expected)), ours "
            + "\(String(describing: actual))"))
    }
    return (player, differences)
  }

  private static func constraint(_ outcome: ScenarioReport.Outcome) -> Bool? {
    if case .answered(let constraint) = outcome { constraint } else { nil }
  }

  /// The nodes before the first step.
  private static func start(_ bytes: [UInt8], _ form: CompiledQuestionnaire) throws -> [NodeState] {
    var scenario = try Scenario(file: bytes)
    scenario.steps = []
    return try ScenarioPlayer(scenario, form: form).report.nodes
  }

  /// The first question that is required and empty, or whose constraint fails. An answer that is no
  /// longer among the choices is none to the reference engine.
  private static func verdict(
    _ golden: GoldenFile, _ interview: Interview
  ) -> [GoldenComparison.Difference] {
    func isRequiredChoice(_ answer: AnswerState?) -> Bool {
      answer?.isRequired == true && answer?.type == "select1"
    }
    let first = interview.violations().first { violation in
      switch violation.code {
      case .required, .constraint: true
      case .choice: isRequiredChoice(interview.node(violation.path)?.answer)
      default: false
      }
    }
    let code = first?.code == .choice ? Violation.Code.required : first?.code
    let (expected, actual) = (golden.validate, code?.rawValue ?? "ok")
    guard expected.validate != actual || expected.at != first?.path else { return [] }
    return [
      GoldenComparison.Difference(
        reason: "the verdict on the whole",
        text: "\(expected.validate) at \(expected.at ?? "-"), ours \(actual) at "
          + (first?.path ?? "-"))
    ]
  }
}
