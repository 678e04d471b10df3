internal import Foundation
internal import Replication

extension Scenario {
  /// Reads a scenario from a `.json` or `.json.gz` file's bytes; keys that it does not know are
  /// left alone.
  public init(file bytes: [UInt8]) throws(ScenarioError) {
    guard let text = Gzip.isGzip(bytes) ? Gzip.inflate(bytes) : bytes else { throw .damagedGzip }
    let data = Data(text)
    let members: [String: JSONValue]
    do {
      members = try JSONDecoder().decode([String: JSONValue].self, from: data)
    } catch {
      throw .notJSON(detail: error.localizedDescription)
    }
    clock = members["clock"]?.text ?? Scenario.defaultClock
    timeZone = members["timezone"]?.text ?? "UTC"
    language = members["language"]?.text
    if case .number(let number) = members["seed"], let seed = UInt64(exactly: number) {
      self.seed = seed
    }
    guard case .array(let steps) = members["steps"] else {
      throw .missingKey("steps", place: "{}")
    }
    for (index, step) in steps.enumerated() {
      self.steps.append(try Self.step(step, number: index + 1))
    }
    expectations = try Self.expectations(members["expect"], place: "expect")
  }

  private static func step(
    _ value: JSONValue, number: Int
  ) throws(ScenarioError) -> Step {
    guard case .object(let members) = value else { throw .unknownStep(number: number) }
    if let path = members["set"]?.text { return .set(path: path, value: answer(members)) }
    if let path = members["try"]?.text { return .judge(path: path, value: answer(members)) }
    if let path = members["addRepeat"]?.text { return .addRow(roster: path) }
    if let path = members["delRepeat"]?.text { return .deleteRow(path: path) }
    if let name = members["lang"]?.text { return .language(name) }
    if let text = members["eval"]?.text {
      return .evaluate(expression: text, context: members["context"]?.text)
    }
    if let name = members["snapshot"]?.text { return .snapshot(name) }
    if members["validate"] != nil { return .validate }
    if let expected = members["expect"] {
      return .expect(try expectations(expected, place: "steps[\(number)].expect"))
    }
    throw .unknownStep(number: number)
  }

  private static func answer(_ members: [String: JSONValue]) -> AnswerValue {
    if let code = members["missing"]?.text { return .missing(code) }
    guard let text = members["value"]?.text, !text.isEmpty else { return .cleared }
    return .text(text)
  }

  private static func expectations(
    _ value: JSONValue?, place: String
  ) throws(ScenarioError) -> [Expectation] {
    guard let value else { return [] }
    guard case .array(let list) = value else { throw .missingKey("[…]", place: place) }
    var expectations: [Expectation] = []
    for (index, element) in list.enumerated() {
      guard case .object(var members) = element, let path = members["path"]?.text else {
        throw .missingKey("path", place: "\(place)[\(index + 1)]")
      }
      members["path"] = nil
      var expectation = Expectation(path: path, members: [:])
      if case .boolean(let exists)? = members.removeValue(forKey: "exists") {
        expectation.exists = exists
      }
      expectation.violation = members.removeValue(forKey: "violation")?.text
      expectation.members = members
      expectations.append(expectation)
    }
    return expectations
  }
}

extension JSONValue {
  /// A text, or a number or truth value as a person who forgot the quotes meant it.
  var text: String? {
    switch self {
    case .string(let text): text
    case .number(let number): Int64(exactly: number).map(String.init) ?? String(number)
    case .boolean(let value): value ? "true" : "false"
    default: nil
    }
  }
}
