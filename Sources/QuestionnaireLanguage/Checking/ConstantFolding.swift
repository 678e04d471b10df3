/// What an expression of constants yields, as far as that is plain without answers.
enum ConstantFolding {
  /// The truth of a condition; nil if it depends on answers.
  static func truth(of expression: Expression) -> Bool? { fold(expression)?.truth }

  /// A chain of operators leans left and may be long: its spine is walked without recursion.
  private static func fold(_ expression: Expression) -> Constant? {
    var spine: [(op: BinaryOperator, right: Expression)] = []
    var rest = expression
    while case .binary(let op, let left, let right) = rest.kind {
      spine.append((op, right))
      rest = left
    }
    var value = leaf(rest)
    for (op, right) in spine.reversed() { value = fold(op, value, fold(right)) }
    return value
  }

  private static func leaf(_ expression: Expression) -> Constant? {
    switch expression.kind {
    case .number(let number): .number(number)
    case .text(let text): .text(text)
    case .call("true", let arguments) where arguments.isEmpty: .boolean(true)
    case .call("false", let arguments) where arguments.isEmpty: .boolean(false)
    case .call("not", let arguments) where arguments.count == 1:
      fold(arguments[0]).map { .boolean(!$0.truth) }
    case .negation(let inner): fold(inner).map { .number(-$0.number) }
    case .binary, .call, .path: nil
    }
  }

  private static func fold(_ op: BinaryOperator, _ a: Constant?, _ b: Constant?) -> Constant? {
    switch op {
    case .and:
      if a?.truth == false || b?.truth == false { return .boolean(false) }
      return a != nil && b != nil ? .boolean(true) : nil
    case .or:
      if a?.truth == true || b?.truth == true { return .boolean(true) }
      return a != nil && b != nil ? .boolean(false) : nil
    default:
      guard let a, let b else { return nil }
      switch op {
      case .plus: return .number(a.number + b.number)
      case .minus: return .number(a.number - b.number)
      case .times: return .number(a.number * b.number)
      default: return a.compared(by: op, to: b).map { .boolean($0) }
      }
    }
  }
}
