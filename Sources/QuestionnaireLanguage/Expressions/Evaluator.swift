/// Runs programs over an interview and the lists beside it.
///
/// It counts steps, so that no formula runs for ever, nor all of them together.
package struct Evaluator {
  /// What stands around a program: the node whose formula it is, and where a predicate is.
  package struct Context {
    package var node: NodeReference
    package var current: NodeReference
    /// 0-based place in the list that a predicate filters; nil outside predicates.
    package var position: Int?
    package var size: Int?

    package init(node: NodeReference) {
      self.node = node
      current = node
    }
  }

  package var trees: Trees
  package var environment: EvaluationEnvironment
  package var random: any RandomNumberGenerator & Sendable
  /// The answer that a constraint judges, in place of the one stored.
  package var candidate: (node: NodeReference, value: Value)?
  /// Lower than the limit only in tests.
  var stepLimit = ExpressionLimits.maximumEvaluationSteps
  /// The most steps of all evaluations since `beginWork`.
  package var workLimit = Int.max
  /// Steps of the evaluation that runs, and of those before it.
  private var steps = 0
  private var work = 0
  /// Of the evaluation that runs: the least of the two limits.
  private var allowance = ExpressionLimits.maximumEvaluationSteps

  package init(
    trees: Trees, environment: EvaluationEnvironment,
    random: any RandomNumberGenerator & Sendable
  ) {
    self.trees = trees
    self.environment = environment
    self.random = random
  }

  mutating func count(_ amount: Int = 1) throws(EvaluationError) {
    steps += amount
    guard steps <= allowance else {
      throw EvaluationError(allowance < stepLimit ? .tooMuchWork : .tooManySteps)
    }
  }

  /// Starts a piece of work, of which `workLimit` bounds the whole.
  package mutating func beginWork() {
    steps = 0
    work = 0
    allowance = min(stepLimit, workLimit)
  }

  /// Adds work that is done around evaluations.
  package mutating func spend(_ amount: Int) { work += amount }

  /// Steps since `beginWork`.
  package var spent: Int { work + steps }

  /// Whether the limit of the work is reached: nothing more is evaluated.
  package var isExhausted: Bool { work + steps >= workLimit }

  private mutating func beginEvaluation() {
    work += steps
    steps = 0
    allowance = min(stepLimit, workLimit - work)
  }

  package mutating func evaluate(
    _ program: Program, at node: NodeReference
  ) throws(EvaluationError) -> Value {
    beginEvaluation()
    return try evaluate(program, in: Context(node: node))
  }

  /// As `evaluate`, with a node-set unpacked to the value of its one node.
  package mutating func single(
    _ program: Program, at node: NodeReference
  ) throws(EvaluationError) -> Value {
    beginEvaluation()
    return try operand(program, in: Context(node: node))
  }

  package mutating func evaluate(
    _ program: Program, in context: Context
  ) throws(EvaluationError) -> Value {
    try count()
    switch program {
    case .constant(let value): return value
    case .negation(let inner):
      let value = try operand(inner, in: context)
      return .number(-(try number(value)))
    case .path(let path): return .nodes(try nodes(path, in: context))
    case .failure(let error): throw error
    case .chain(let chain): return try fold(chain, in: context)
    case .call(let call):
      switch call.function.body {
      case .onPrograms(let body): return try body(&self, context, call.arguments)
      case .onValues(let body):
        var values: [Value] = []
        values.reserveCapacity(call.arguments.count)
        for argument in call.arguments { values.append(try evaluate(argument, in: context)) }
        return try body(&self, values)
      }
    }
  }

  /// What a program yields, as true or false.
  ///
  /// Like `text(of:in:)` it binds the value before it reads it: `boolean(try evaluate(…))` copies the
  /// whole evaluator, because the one reads what the other changes.
  package mutating func truth(
    of program: Program, in context: Context
  ) throws(EvaluationError) -> Bool {
    let value = try operand(program, in: context)
    return try boolean(value)
  }

  /// What a program yields, as a text.
  mutating func text(
    of program: Program, in context: Context
  ) throws(EvaluationError) -> String {
    let value = try operand(program, in: context)
    return try text(value)
  }

  private mutating func fold(
    _ chain: ChainProgram, in context: Context
  ) throws(EvaluationError) -> Value {
    var value = try operand(chain.first, in: context)
    for place in chain.rest.indices {
      let sign = chain.rest[place].sign
      switch sign {
      case .or:
        if try !boolean(value) { value = try operand(chain.rest[place].operand, in: context) }
        value = .boolean(try boolean(value))
      case .and:
        if try boolean(value) { value = try operand(chain.rest[place].operand, in: context) }
        value = .boolean(try boolean(value))
      default:
        let other = try operand(chain.rest[place].operand, in: context)
        value = try apply(sign, value, other)
      }
    }
    return value
  }

  private func apply(
    _ op: BinaryOperator, _ left: Value, _ right: Value
  ) throws(EvaluationError) -> Value {
    switch op {
    case .equal: return .boolean(try areEqual(left, right))
    case .notEqual: return .boolean(!(try areEqual(left, right)))
    default: break
    }
    if case .number(let a) = left, case .number(let b) = right { return Self.apply(op, a, b) }
    return Self.apply(op, try number(left), try number(right))
  }

  /// An operator of numbers that is not an equality.
  private static func apply(_ op: BinaryOperator, _ a: Double, _ b: Double) -> Value {
    switch op {
    case .less: return .boolean(a < b)
    case .lessOrEqual: return .boolean(a <= b)
    case .greater: return .boolean(a > b)
    case .greaterOrEqual: return .boolean(a >= b)
    case .plus: return .number(a + b)
    case .minus: return .number(a - b)
    case .times: return .number(a * b)
    case .divide: return .number(a / b)
    default: return .number(a.truncatingRemainder(dividingBy: b))
    }
  }

  /// As JavaRosa: two single values, never any pair of two node-sets.
  private func areEqual(_ left: Value, _ right: Value) throws(EvaluationError) -> Bool {
    let a = try unpacked(left)
    let b = try unpacked(right)
    switch (a, b) {
    case (.boolean, _), (_, .boolean): return try boolean(a) == boolean(b)
    case (.number, _), (_, .number):
      return abs(try number(a) - number(b)) < NumberText.tolerance
    default: return try text(a) == text(b)
    }
  }
}

/// The trees that an evaluation sees: the interview at 0, then the lists of choices and data files.
package struct Trees: Sendable {
  package var all: [Tree]
  package var instances: [String: Int]
  /// Of the lists and data files, by place: they do not change, so that their items can be found
  /// by value.
  private(set) var indexes: [Int: ItemIndex] = [:]

  package init(main: Tree) {
    all = [main]
    instances = [:]
  }

  package mutating func add(_ tree: Tree, named name: String, index: ItemIndex = ItemIndex()) {
    instances[name] = all.count
    indexes[all.count] = index
    all.append(tree)
  }

  subscript(reference: NodeReference) -> Tree.Node { all[reference.tree].nodes[reference.node] }
}

/// What an evaluation needs of the world: given in, never looked up.
package struct EvaluationEnvironment: Sendable {
  /// Milliseconds since 1970-01-01T00:00Z.
  package var now: Int64
  package var dates: DateCoding
  /// Facts about the device and its user (`deviceid`, `username`, `email`, `phonenumber`, …).
  package var properties: [String: String]
  package var formVersion = ""
  /// The label of a choice, by the path of its question and the choice's name.
  package var choiceLabel:
    @Sendable (inout Evaluator, Evaluator.Context, String, String) -> String? = {
      _, _, _, _ in nil
    }
  /// The text of a translation by its id, for choices that carry one.
  package var translation: @Sendable (String) -> String? = { _ in nil }

  package init(now: Int64, dates: DateCoding, properties: [String: String] = [:]) {
    self.now = now
    self.dates = dates
    self.properties = properties
  }
}
