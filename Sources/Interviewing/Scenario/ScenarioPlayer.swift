internal import Foundation
public import Messages
internal import Replication

/// Plays a scenario on an interview; what comes out is a value.
public struct ScenarioPlayer {
  public private(set) var interview: Interview
  public private(set) var report = ScenarioReport()

  public init(_ scenario: Scenario, form: CompiledQuestionnaire) throws(ScenarioError) {
    let now = try scenario.startMilliseconds()
    let zone = TimeZone(identifier: scenario.timeZone) ?? .gmt
    interview = Interview(
      form,
      environment: InterviewEnvironment(
        now: { now }, timeZone: zone, random: SeededGenerator(seed: scenario.seed),
        properties: Self.properties))
    if let language = scenario.language { interview.language = language }
    for (index, step) in scenario.steps.enumerated() { play(step, number: index + 1) }
    check(scenario.expectations, place: "expect")
    report.nodes = interview.nodes()
  }

  /// What a scenario's device says of itself.
  private static let properties = [
    "deviceid": "collect:ORACLE00000000001", "username": "oracle", "email": "oracle@example.org",
    "phonenumber": "5550100", "subscriberid": "310260000000000",
    "simserial": "8901260000000000000",
  ]

  private mutating func play(_ step: Scenario.Step, number: Int) {
    do {
      report.outcomes.append(try perform(step, number: number))
    } catch {
      report.outcomes.append(.failed(error))
      report.failures.append(
        ScenarioFailure(place: "steps[\(number)]", path: nil, message: error.message))
    }
  }

  private mutating func perform(
    _ step: Scenario.Step, number: Int
  ) throws(InterviewError) -> ScenarioReport.Outcome {
    switch step {
    case .set(let path, let value):
      try interview.addRows(reaching: path)
      return .answered(constraint: try interview.answer(path, value).constraint)
    case .judge(let path, let value):
      try interview.addRows(reaching: path)
      return .answered(constraint: try interview.judge(path, value))
    case .addRow(let roster):
      try interview.addRow(roster)
      return .done
    case .deleteRow(let path):
      try interview.deleteRow(path)
      return .done
    case .language(let name):
      interview.language = name
      return .done
    case .evaluate(let expression, let context):
      return .evaluated(try interview.evaluate(expression, at: context))
    case .snapshot(let name): return .snapshot(name: name, nodes: interview.nodes())
    case .validate: return .validated(interview.violations().first { $0.severity == .error })
    case .expect(let expectations):
      check(expectations, place: "steps[\(number)]")
      return .done
    }
  }

  private mutating func check(_ expectations: [Scenario.Expectation], place: String) {
    guard !expectations.isEmpty else { return }
    let violations = interview.violations()
    for expectation in expectations {
      let node = interview.node(expectation.path)
      let found = expectation.differences(from: node, violations: violations)
      for message in found {
        report.failures.append(
          ScenarioFailure(place: place, path: expectation.path, message: message))
      }
    }
  }
}

/// What playing a scenario brought.
public struct ScenarioReport: Sendable {
  public enum Outcome: Sendable {
    case done
    case answered(constraint: Bool?)
    case evaluated(EvaluatedValue)
    case snapshot(name: String, nodes: [NodeState])
    /// The first error among the violations, if any.
    case validated(Violation?)
    case failed(InterviewError)
  }

  /// One for each step.
  public var outcomes: [Outcome] = []
  /// Every node after the last step.
  public var nodes: [NodeState] = []
  /// Steps that could not be done and expectations that do not hold.
  public var failures: [ScenarioFailure] = []

  public init() {}
}

/// One thing that is not as the scenario says.
public struct ScenarioFailure: Hashable, Sendable {
  /// Where in the scenario: `steps[3]`, `expect`.
  public var place: String
  public var path: String?
  public var message: Message
}
