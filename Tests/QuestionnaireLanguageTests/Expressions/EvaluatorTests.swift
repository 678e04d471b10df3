import Testing

@testable import QuestionnaireLanguage

struct EvaluatorTests {
  private struct NoReferences: ReferenceResolver {
    func path(
      to reference: Reference, insideInstancePredicate: Bool, inIndexedRepeat: Bool
    ) throws(EvaluationError) -> Path {
      throw EvaluationError(.unknownReference(reference.name))
    }
  }

  /// `/data/row[…]/n` with 10, 20 and 30, asked at the second row.
  private func text(_ expression: String, stepLimit: Int? = nil) throws -> String {
    var tree = Tree(root: "data")
    var second = 0
    for number in [10.0, 20, 30] {
      let row = tree.append("row", to: 0)
      if number == 20 { second = row }
      let leaf = tree.append("n", to: row)
      tree.nodes[leaf].value = .number(number)
    }
    let program = try Program(
      Expression(parsing: expression), text: expression, resolver: NoReferences())
    var run = Evaluator(
      trees: Trees(main: tree), environment: EvaluationEnvironment(now: 0, dates: .utc),
      random: SystemRandomNumberGenerator())
    if let stepLimit { run.stepLimit = stepLimit }
    return try run.text(try run.evaluate(program, at: NodeReference(tree: 0, node: second)))
  }

  @Test(arguments: [
    ("sum(/data/row/n)", "20"), ("sum(../row/n)", "60"), ("count(../row[n > 15])", "2"),
    ("../row[1]/n", "10"), ("../row[last()]/n", "30"), ("/data/row[position() = 3]/n", "30"),
    ("position(.)", "2"), ("indexed-repeat(/data/row/n, /data/row, 3)", "30"), ("-n + 1", "-19"),
    ("../row[n = current()/n]/n", "20"), ("join(' ', ../row/n)", "10 20 30"),
    ("//row[2]/n", "20"), ("7 mod -3", "1"), ("'a' = \"a\" and not(false())", "true"),
  ])
  func pathsAndOperators(_ expression: String, _ expected: String) throws {
    #expect(try text(expression) == expected)
  }

  @Test func severalNodesAreNoSingleValue() {
    #expect(throws: EvaluationError(.repeated("n"))) { try text("../row/n + 1") }
  }

  @Test func theDeepestExpressionThatParsesAlsoRuns() throws {
    let depth = ExpressionLimits.maximumDepth - 1
    let nested =
      String(repeating: "if(true(), ", count: depth) + "1" + String(repeating: ", 2)", count: depth)
    #expect(try text(nested) == "1")
    let sum = Array(repeating: "1", count: ExpressionLimits.maximumChain).joined(separator: " + ")
    #expect(try text(sum) == "\(ExpressionLimits.maximumChain)")
  }

  @Test func workIsBounded() {
    #expect(throws: EvaluationError(.tooManySteps)) {
      try text("count(//*[count(//*[count(//*) > 0]) > 0])", stepLimit: 100)
    }
  }
}
