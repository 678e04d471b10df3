import Foundation
import Interviewing
import QuestionnaireLanguage
import Replication

/// Makes up whole interviews by walking the questionnaire as an enumerator would: what is relevant,
/// in order.
struct Fieldworker {
  private let form: CompiledQuestionnaire
  let today: String
  var chance: SeededGenerator
  /// The person being listed, and the date of the event being told; later answers depend on them.
  var listedPersonIsWoman = false
  var listedPersonAge = 0
  var eventDate = ""

  /// `today` is an ISO date.
  init(form: CompiledQuestionnaire, today: String, seed: UInt64) {
    self.form = form
    self.today = today
    chance = SeededGenerator(seed: seed)
  }

  /// One step of an answers file.
  struct Step: Encodable {
    var set: String
    var value: String?
    var missing: String?
  }

  /// Passes over the questionnaire; each opens what the one before made relevant.
  private static let mostPasses = 16
  private static let mostTries = 8

  /// The answers of one interview. `known` are answers that the visit's papers give, by question name.
  mutating func interview(knowing known: [String: String]) throws -> [Step] {
    var interview = Interview(form, environment: environment())
    var asked: Set<String> = []
    var steps: [Step] = []
    for _ in 0..<Self.mostPasses {
      let open = interview.nodes().filter { isRequired($0) && !asked.contains($0.path) }
      if open.isEmpty { break }
      for node in open {
        guard let now = interview.node(node.path), now.isRelevant else { continue }
        asked.insert(node.path)
        if chance.happens(Plausibility.forgottenRate) { continue }
        if let step = try ask(now, in: &interview, known: known) { steps.append(step) }
      }
    }
    // An enumerator goes from the first question to the last; the passes did not.
    let order = interview.nodes().enumerated().map { ($1.path, $0) }
    let place = Dictionary(order) { first, _ in first }
    return steps.sorted { place[$0.set, default: 0] < place[$1.set, default: 0] }
  }

  private mutating func environment() -> InterviewEnvironment {
    InterviewEnvironment(
      now: { Int64(Date.now.timeIntervalSince1970 * 1000) }, timeZone: .current,
      random: SeededGenerator(seed: chance.next()))
  }

  private func isRequired(_ node: NodeState) -> Bool {
    guard node.isRelevant, node.presentation?.control != nil, let answer = node.answer else {
      return false
    }
    return answer.isRequired && !answer.isReadOnly
  }

  /// Tries answers until one passes the question's constraint.
  private mutating func ask(
    _ node: NodeState, in interview: inout Interview, known: [String: String]
  ) throws -> Step? {
    let name = String(node.path.split(separator: "/").last ?? "")
    if known[name] == nil, chance.happens(Plausibility.missingRate),
      let code = node.presentation?.missingCodes.randomElement(using: &chance)
    {
      _ = try interview.answer(node.path, .missing(code.name))
      return Step(set: node.path, missing: code.name)
    }
    for _ in 0..<Self.mostTries {
      guard let value = known[name] ?? madeUp(name, node) else { return nil }
      let outcome = try interview.answer(node.path, .text(value))
      if outcome.constraint != false { return Step(set: node.path, value: value) }
    }
    _ = try interview.answer(node.path, .cleared)
    return nil
  }
}

extension SeededGenerator {
  /// True with the given probability.
  mutating func happens(_ probability: Double) -> Bool {
    Double.random(in: 0..<1, using: &self) < probability
  }
}
