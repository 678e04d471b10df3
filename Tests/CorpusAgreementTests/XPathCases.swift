import Foundation
import QuestionnaireLanguage

/// Evaluates the expressions of a reference engine's test suite.
struct XPathCases: Decodable {
  private var cases: [XPathCase]
  /// Those on which the reference engine and the cases' authors agree.
  static let comparable = 1_375

  static func agreement() async throws -> Agreement {
    let file = Corpus.root.appendingPathComponent("xpath_cases.json")
    let cases = try JSONDecoder().decode(Self.self, from: Data(contentsOf: file)).cases
    var agreement = Agreement("XPath cases", of: cases.count)
    for one in cases { one.judge(&agreement) }
    return agreement
  }
}

private struct XPathCase: Decodable {
  struct Answer: Decodable {
    var type: String?
    var value: Scalar?
    var error: String?
  }

  enum Scalar: Decodable {
    case boolean(Bool)
    case number(Double)
    case text(String)
    case other

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let boolean = try? container.decode(Bool.self) {
        self = .boolean(boolean)
      } else if let number = try? container.decode(Double.self) {
        self = .number(number)
      } else if let text = try? container.decode(String.self) {
        self = .text(text)
      } else {
        self = .other
      }
    }

    var text: String {
      switch self {
      case .boolean(let boolean): "\(boolean)"
      case .number(let number): NumberText.string(number)
      case .text(let text): text
      case .other: ""
      }
    }
  }

  var id: Int
  var expr: String
  var context: String
  var xml: String?
  var timezone: String?
  var volatile: Bool
  var type: String
  var expected: Scalar?
  var javarosa: Answer
  var isComparable: Bool?

  private enum CodingKeys: String, CodingKey {
    case id, expr, context, xml, timezone, volatile, type, expected, javarosa
    case isComparable = "javarosa_agrees"
  }

  enum Outcome {
    case value(String)
    case failure(String)
  }

  func judge(_ agreement: inout Agreement) {
    guard !volatile else { return agreement.leftOut.add("depends on clock or chance") }
    let answer = answer()
    switch isComparable {
    case true? where matchesReference(answer): agreement.agree += 1
    case true?:
      agreement.differ += 1
      if Agreement.verbose != nil { print("DISAGREE \(id) \(expr) @\(context) → \(answer)") }
    case false?:
      agreement.leftOut.add("the reference engine and the case disagree")
      let follows =
        matchesReference(answer)
        ? "the reference engine" : matchesExpected(answer) ? "the case" : "neither"
      agreement.details.add("where they disagree, Campo is as " + follows)
      if Agreement.verbose != nil {
        print("ASIDE \(id) \(expr) @\(context) → \(answer), as \(follows)")
      }
    case nil: agreement.leftOut.add("no comparable answer of the reference engine")
    }
  }

  /// 2024-03-15T10:00Z.
  private static let clock: Int64 = 1_710_496_800_000

  func answer() -> Outcome {
    do {
      let tree = xml.flatMap(XMLTree.tree) ?? Tree(root: "data")
      let zone = TimeZone(identifier: timezone ?? "UTC") ?? .gmt
      let dates = DateCoding { moment in
        zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(moment) / 1000))
      }
      let program = try Program(
        Expression(parsing: expr), text: expr, resolver: NoReferences())
      var run = Evaluator(
        trees: Trees(main: tree),
        environment: EvaluationEnvironment(now: Self.clock, dates: dates),
        random: SystemRandomNumberGenerator())
      let value = try run.single(program, at: NodeReference(tree: 0, node: node(in: tree)))
      return .value(try run.text(value))
    } catch {
      return .failure("\(error)")
    }
  }

  private func node(in tree: Tree) -> Int {
    var node = -1
    for step in context.split(separator: "/") {
      let parts = step.split(whereSeparator: { "[]".contains($0) })
      let place = parts.count > 1 ? (Int(parts[1]) ?? 1) - 1 : 0
      let children = node < 0 ? [0] : tree.nodes[node].children
      node =
        children.first { tree.nodes[$0].name == parts[0] && tree.nodes[$0].position == place } ?? 0
    }
    return node < 0 ? 0 : node
  }

  func matchesReference(_ outcome: Outcome) -> Bool {
    switch outcome {
    case .failure: javarosa.error != nil
    case .value(let text): javarosa.error == nil && Self.same(text, javarosa.value?.text ?? "")
    }
  }

  func matchesExpected(_ outcome: Outcome) -> Bool {
    switch outcome {
    case .failure: type == "error"
    case .value(let text): type != "error" && Self.same(text, expected?.text ?? "")
    }
  }

  private static func same(_ a: String, _ b: String) -> Bool {
    if a == b { return true }
    guard let x = Double(a), let y = Double(b) else { return false }
    return abs(x - y) <= 1e-9 * max(1, abs(x))
  }
}

private struct NoReferences: ReferenceResolver {
  func path(
    to reference: Reference, insideInstancePredicate: Bool, inIndexedRepeat: Bool
  ) throws(EvaluationError) -> Path {
    throw EvaluationError(.unknownReference(reference.name))
  }
}
