import Foundation
import QuestionnaireLanguage
import Testing

@Suite(.enabled(if: Corpus.isPresent, "needs ../shared/corpus beside the package"))
struct XPathCaseTests {
  @Test func expressionsAgreeWithTheReferenceEngine() throws {
    let file = Corpus.root.appendingPathComponent("xpath_cases.json")
    let cases = try JSONDecoder().decode(XPathCases.self, from: Data(contentsOf: file)).cases
    var tally = Tally()
    var followed = Tally()
    for one in cases {
      if one.volatile {
        tally.add("skipped: depends on clock or chance")
        continue
      }
      let answer = one.answer()
      switch one.isComparable {
      case true?:
        let agrees = one.matchesReference(answer)
        tally.add(agrees ? "agree" : "disagree")
        if !agrees, ProcessInfo.processInfo.environment["CORPUS_VERBOSE"] != nil {
          print("DISAGREE \(one.id) \(one.expr) @\(one.context) → \(answer); \(one.javarosa)")
        }
      case false?:
        tally.add("the reference engine and the case disagree")
        followed.add(
          one.matchesReference(answer)
            ? "as the reference engine" : one.matchesExpected(answer) ? "as the case" : "as neither"
        )
      case nil: tally.add("skipped: no comparable answer of the reference engine")
      }
    }
    print(tally.table("XPath cases (\(cases.count))"))
    print(followed.table("  of which, where they disagree, we go"))
    let compared = tally["agree"] + tally["disagree"]
    #expect(Double(tally["agree"]) >= 0.95 * Double(compared))
  }
}

private struct XPathCases: Decodable {
  var cases: [XPathCase]
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
