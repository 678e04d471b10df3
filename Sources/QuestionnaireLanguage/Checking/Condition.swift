/// A condition as far as it compares questions with written values. What it compares is listed once:
/// the rules ask for that far more often than for its truth.
final class Condition: Sendable {
  /// A comparison of a question with a written value.
  struct Test: Sendable {
    /// The question's index.
    let item: Int
    let literal: Constant
    /// Whether it asks for one of several words.
    let isSelection: Bool
  }

  private let whole: ConditionPart
  let tests: [Test]
  /// The questions it is about, each once, in order.
  let subjects: [Int]
  /// The number of its parts: what evaluating it costs.
  let size: Int
  /// Whether it holds whatever is answered; nil where that depends on answers.
  private let truthAnyway: Bool?

  /// - Parameter item: the question that a path stands for, where it is plainly one.
  init(_ expression: Expression, item: (Expression) -> Int?) {
    whole = ConditionPart(expression, item: item)
    var tests: [Test] = []
    whole.forEachTest { tests.append(Test(item: $0, literal: $1, isSelection: $2)) }
    self.tests = tests
    subjects = Self.subjects(of: tests)
    size = whole.size
    truthAnyway = whole.truth(of: nil, as: .text(""))
  }

  /// The questions of the tests, each once, in order.
  static func subjects(of tests: some Sequence<Test>) -> [Int] {
    var seen: Set<Int> = []
    return tests.lazy.map(\.item).filter { seen.insert($0).inserted }
  }

  /// Whether it holds while the question has that answer; nil where that alone does not decide it.
  func truth(of item: Int, as answer: Constant) -> Bool? {
    subjects.contains(item) ? whole.truth(of: item, as: answer) : truthAnyway
  }
}

/// A condition, or a part of one.
private indirect enum ConditionPart: Sendable {
  case all([ConditionPart])
  case any([ConditionPart])
  case not(ConditionPart)
  case constant(Bool)
  /// The question at that index, compared with a literal.
  case comparison(item: Int, op: BinaryOperator, literal: Constant)
  /// `selected(question, word)`
  case selected(item: Int, word: String)
  /// A part that says nothing that could be reasoned about.
  case unknown

  /// - Parameter item: the question that a path stands for, where it is plainly one.
  init(_ expression: Expression, item: (Expression) -> Int?) {
    switch expression.kind {
    case .binary(.and, _, _):
      self = .all(expression.operands(of: .and).map { ConditionPart($0, item: item) })
    case .binary(.or, _, _):
      self = .any(expression.operands(of: .or).map { ConditionPart($0, item: item) })
    case .call("not", let arguments) where arguments.count == 1:
      self = .not(ConditionPart(arguments[0], item: item))
    case .call("selected", let arguments) where arguments.count == 2:
      self = Self.selection(arguments[0], arguments[1], item)
    case .binary(let op, let left, let right) where op.isComparison:
      self = Self.comparison(op, left, right, item)
    default: self = ConstantFolding.truth(of: expression).map { .constant($0) } ?? .unknown
    }
  }

  private static func selection(
    _ question: Expression, _ word: Expression, _ item: (Expression) -> Int?
  ) -> ConditionPart {
    guard let index = item(question), let literal = LiteralComparison.Literal(word) else {
      return .unknown
    }
    return .selected(item: index, word: literal.text.trimmingSpaces())
  }

  private static func comparison(
    _ op: BinaryOperator, _ left: Expression, _ right: Expression, _ item: (Expression) -> Int?
  ) -> ConditionPart {
    if let index = item(left), let literal = LiteralComparison.Literal(right) {
      return .comparison(item: index, op: op, literal: Constant(literal))
    }
    if let index = item(right), let literal = LiteralComparison.Literal(left) {
      return .comparison(item: index, op: op.mirrored, literal: Constant(literal))
    }
    guard let left = LiteralComparison.Literal(left), let right = LiteralComparison.Literal(right),
      let truth = Constant(left).compared(by: op, to: Constant(right))
    else { return .unknown }
    return .constant(truth)
  }

  /// Whether it holds while the question has that answer; nil where that alone does not decide it.
  func truth(of item: Int?, as answer: Constant) -> Bool? {
    switch self {
    case .unknown: return nil
    case .constant(let truth): return truth
    case .not(let inner): return inner.truth(of: item, as: answer).map { !$0 }
    case .all(let parts):
      var isKnown = true
      for part in parts {
        switch part.truth(of: item, as: answer) {
        case false?: return false
        case nil: isKnown = false
        case true?: continue
        }
      }
      return isKnown ? true : nil
    case .any(let parts):
      var isKnown = true
      for part in parts {
        switch part.truth(of: item, as: answer) {
        case true?: return true
        case nil: isKnown = false
        case false?: continue
        }
      }
      return isKnown ? false : nil
    case .comparison(let subject, let op, let literal):
      return subject == item ? answer.compared(by: op, to: literal) : nil
    case .selected(let subject, let word):
      guard subject == item, case .text(let text) = answer else { return nil }
      return text.split(separator: " ").contains { $0 == word }
    }
  }

  /// Calls `body` for each comparison in it.
  func forEachTest(_ body: (_ item: Int, _ literal: Constant, _ isSelection: Bool) -> Void) {
    switch self {
    case .unknown, .constant: break
    case .not(let inner): inner.forEachTest(body)
    case .all(let parts), .any(let parts): for part in parts { part.forEachTest(body) }
    case .comparison(let item, _, let literal): body(item, literal, false)
    case .selected(let item, let word): body(item, .text(word), true)
    }
  }

  var size: Int {
    switch self {
    case .unknown, .constant, .comparison, .selected: 1
    case .not(let inner): inner.size
    case .all(let parts), .any(let parts): parts.reduce(1) { $0 + $1.size }
    }
  }
}

extension Expression {
  /// The parts that a chain of this operator joins, in order.
  func operands(of op: BinaryOperator) -> [Expression] {
    var parts: [Expression] = []
    var rest = self
    while case .binary(op, let left, let right) = rest.kind {
      parts.append(right)
      rest = left
    }
    return [rest] + parts.reversed()
  }
}
