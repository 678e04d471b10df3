/// What an expression of constants yields, as far as that is plain without answers.
enum ConstantFolding {
  private enum Constant {
    case boolean(Bool)
    case number(Double)
    case text(String)

    var truth: Bool {
      switch self {
      case .boolean(let boolean): boolean
      case .number(let number): number != 0 && !number.isNaN
      case .text(let text): !text.isEmpty
      }
    }

    var number: Double {
      switch self {
      case .boolean(let boolean): boolean ? 1 : 0
      case .number(let number): number
      case .text(let text): Double(text.trimmingSpaces()) ?? .nan
      }
    }
  }

  /// The truth of a condition; nil if it depends on answers.
  static func truth(of expression: Expression) -> Bool? { fold(expression)?.truth }

  private static func fold(_ expression: Expression) -> Constant? {
    switch expression.kind {
    case .number(let number): .number(number)
    case .text(let text): .text(text)
    case .call("true", let arguments) where arguments.isEmpty: .boolean(true)
    case .call("false", let arguments) where arguments.isEmpty: .boolean(false)
    case .call("not", let arguments) where arguments.count == 1:
      fold(arguments[0]).map { .boolean(!$0.truth) }
    case .negation(let inner): fold(inner).map { .number(-$0.number) }
    case .binary(let op, let left, let right): fold(op, left, right)
    case .call, .path: nil
    }
  }

  private static func fold(
    _ op: BinaryOperator, _ left: Expression, _ right: Expression
  ) -> Constant? {
    let (a, b) = (fold(left), fold(right))
    switch op {
    case .and:
      if a?.truth == false || b?.truth == false { return .boolean(false) }
      return a != nil && b != nil ? .boolean(true) : nil
    case .or:
      if a?.truth == true || b?.truth == true { return .boolean(true) }
      return a != nil && b != nil ? .boolean(false) : nil
    default:
      guard let a, let b else { return nil }
      return compare(op, a, b)
    }
  }

  private static func compare(_ op: BinaryOperator, _ a: Constant, _ b: Constant) -> Constant? {
    switch op {
    case .equal: .boolean(isEqual(a, b))
    case .notEqual: .boolean(!isEqual(a, b))
    case .less: .boolean(a.number < b.number)
    case .lessOrEqual: .boolean(a.number <= b.number)
    case .greater: .boolean(a.number > b.number)
    case .greaterOrEqual: .boolean(a.number >= b.number)
    case .plus: .number(a.number + b.number)
    case .minus: .number(a.number - b.number)
    case .times: .number(a.number * b.number)
    case .divide, .modulo, .union, .and, .or: nil
    }
  }

  /// XPath 1.0 §3.4: a boolean compares as boolean, else a number as number, else as text.
  private static func isEqual(_ a: Constant, _ b: Constant) -> Bool {
    switch (a, b) {
    case (.boolean, _), (_, .boolean): a.truth == b.truth
    case (.text(let first), .text(let second)): first == second
    default: a.number == b.number
    }
  }
}
