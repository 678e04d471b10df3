internal import Foundation
public import Replication

/// Answers to play to a questionnaire, and what should come of them.
///
/// The file format is in Docs/QuestionnaireLanguage.md, Scenarios.
public struct Scenario: Hashable, Sendable {
  public enum Step: Hashable, Sendable {
    case set(path: String, value: AnswerValue)
    /// Judges a value without storing it.
    case judge(path: String, value: AnswerValue)
    case addRow(roster: String)
    case deleteRow(path: String)
    case language(String)
    case evaluate(expression: String, context: String?)
    case snapshot(String)
    case validate
    case expect([Expectation])
  }

  /// What should be true of one node.
  public struct Expectation: Hashable, Sendable {
    public var path: String
    var exists: Bool?
    var violation: String?
    /// Keys of the node's JSON form with the value each should have.
    var members: [String: JSONValue]
  }

  /// Local to `timeZone`: `2024-03-15 10:00:00`.
  public var clock = Scenario.defaultClock
  public var timeZone = "UTC"
  public var seed: UInt64 = 0
  public var language: String?
  public var steps: [Step] = []
  /// Checked after the last step.
  public var expectations: [Expectation] = []

  /// Nothing to play yet, at the default clock.
  public init() {}

  public static let defaultClock = "2024-03-15 10:00:00"

  /// Whether the scenario checks anything.
  public var hasExpectations: Bool {
    !expectations.isEmpty
      || steps.contains { if case .expect = $0 { true } else { false } }
  }

  /// The clock in milliseconds since 1970 UTC.
  public func startMilliseconds() throws(ScenarioError) -> Int64 {
    guard let zone = TimeZone(identifier: timeZone) else { throw .timeZone(timeZone) }
    var numbers = clock.split { !$0.isNumber }.compactMap { Int($0) }
    guard numbers.count >= 3 else { throw .clock(clock) }
    numbers += Array(repeating: 0, count: max(0, 6 - numbers.count))
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = zone
    let parts = DateComponents(
      year: numbers[0], month: numbers[1], day: numbers[2],
      hour: numbers[3], minute: numbers[4], second: numbers[5])
    guard parts.isValidDate(in: calendar), let date = calendar.date(from: parts) else {
      throw .clock(clock)
    }
    return Int64((date.timeIntervalSince1970 * 1000).rounded())
  }
}
