/// A question compared with a value written in the formula: `${age} > 5`, `selected(., 'yes')`.
struct LiteralComparison {
  enum Operator: Hashable {
    case binary(BinaryOperator)
    /// `selected(question, literal)`
    case selected
  }

  enum Literal: Hashable {
    case number(Double)
    case text(String)

    /// As it compares with a stored answer.
    var text: String {
      switch self {
      case .text(let text): text
      case .number(let number):
        number == number.rounded() && abs(number) < 1e15 ? "\(Int64(number))" : "\(number)"
      }
    }
  }

  let formula: Int
  /// The question's index.
  let item: Int
  /// With the question on the left.
  let op: Operator
  let literal: Literal

  /// - Parameter index: of the formula.
  static func all(
    in use: FormulaUse, at index: Int, _ paths: FormulaPaths
  ) -> [LiteralComparison] {
    var found: [LiteralComparison] = []
    use.expression?.forEachNode { node in
      if let comparison = one(node, formula: index, paths) { found.append(comparison) }
    }
    return found
  }

  private static func one(
    _ node: Expression, formula: Int, _ paths: FormulaPaths
  ) -> LiteralComparison? {
    func item(_ side: Expression) -> Int? { paths[side.range]?.onlyTarget }
    switch node.kind {
    case .binary(let op, let left, let right) where op.isComparison:
      if let item = item(left), let literal = Literal(right) {
        return .init(formula: formula, item: item, op: .binary(op), literal: literal)
      }
      if let item = item(right), let literal = Literal(left) {
        return .init(formula: formula, item: item, op: .binary(op.mirrored), literal: literal)
      }
      return nil
    case .call("selected", let arguments) where arguments.count == 2:
      guard let item = item(arguments[0]), let literal = Literal(arguments[1]) else { return nil }
      return .init(formula: formula, item: item, op: .selected, literal: literal)
    default: return nil
    }
  }
}

extension LiteralComparison.Literal {
  init?(_ expression: Expression) {
    switch expression.kind {
    case .number(let number): self = .number(number)
    case .text(let text): self = .text(text)
    case .negation(let inner):
      guard case .number(let number) = inner.kind else { return nil }
      self = .number(-number)
    default: return nil
    }
  }
}

extension BinaryOperator {
  var isComparison: Bool { isEquality || isOrdering }
  var isEquality: Bool { self == .equal || self == .notEqual }
  var isOrdering: Bool {
    self == .less || self == .lessOrEqual || self == .greater || self == .greaterOrEqual
  }

  /// The operator after its two sides change places.
  var mirrored: BinaryOperator {
    switch self {
    case .less: .greater
    case .lessOrEqual: .greaterOrEqual
    case .greater: .less
    case .greaterOrEqual: .lessOrEqual
    default: self
    }
  }
}
