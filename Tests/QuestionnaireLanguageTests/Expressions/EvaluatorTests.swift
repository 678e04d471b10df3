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
    ("count(../*)", "3"), ("7 mod -3", "1"), ("'a' = \"a\" and not(false())", "true"),
    ("7div2", "3.5"), ("7mod4", "3"), ("1and0", "false"), ("n div2", "10"),
  ])
  func pathsAndOperators(_ expression: String, _ expected: String) throws {
    #expect(try text(expression) == expected)
  }

  /// Engines of ODK walk children, `.` and `..` only, and start at nothing but an instance, the
  /// root, the node or `current()`.
  @Test(arguments: [
    "//row", "/data//n", "descendant::n", "n | ../row", "n/text()", "(../row)[2]", "(n)/..",
    "ancestor::data", "following-sibling::row", "@id", "orx:*", "self::row", "instance(n)/row",
  ])
  func otherPathsAreRefused(_ expression: String) {
    #expect(throws: EvaluationError.self) { try text(expression) }
  }

  @Test(arguments: ["..[1]", ".[. > 1]"])
  func anAbbreviatedStepTakesNoPredicate(_ expression: String) {
    #expect(throws: ExpressionError.self) { try text(expression) }
  }

  @Test func aCallThatCannotRunFailsOnlyWhereItIsEvaluated() throws {
    #expect(throws: EvaluationError(.unknownFunction("sine"))) { try text("sine(1)") }
    #expect(throws: EvaluationError(.argumentCount(function: "pow", given: 1))) {
      try text("pow(1)")
    }
    #expect(try text("if(true(), 1, sine(1))") == "1")
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
      try text("count(/data/row[count(../row[count(../row) > 0]) > 0])", stepLimit: 20)
    }
  }
}
