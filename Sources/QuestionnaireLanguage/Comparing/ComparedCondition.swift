/// A condition of either version in words that compare with the other's.
struct ComparedCondition {
  let expression: Expression
  /// Of the whole formula, renamed questions under their new names.
  let tokens: [Token]

  /// More parts than these are not looked into.
  private static let mostParts = 64

  private var words: [Token.Kind] {
    tokens.filter { expression.range.contains($0.range.lowerBound) }.map(\.kind)
  }

  private func parts(joinedBy op: BinaryOperator) -> [ComparedCondition] {
    var parts: [ComparedCondition] = []
    var rest = expression
    while case .binary(op, let left, let right) = rest.kind, parts.count < Self.mostParts {
      parts.append(ComparedCondition(expression: right, tokens: tokens))
      rest = left
    }
    return parts + [ComparedCondition(expression: rest, tokens: tokens)]
  }

  /// Whether every answer that meets this one is sure to meet `other`.
  func implies(_ other: ComparedCondition) -> Bool {
    parts(joinedBy: .or).allSatisfy { given in
      let facts = Facts(given.parts(joinedBy: .and))
      return other.parts(joinedBy: .or).contains { wanted in
        wanted.parts(joinedBy: .and).allSatisfy(facts.prove)
      }
    }
  }

  /// `. < 10`: the answer itself compared with a written value.
  private var ownComparison: (BinaryOperator, LiteralComparison.Literal)? {
    guard case .binary(let op, let left, let right) = expression.kind, op.isComparison else {
      return nil
    }
    if left.isAnswer, let literal = LiteralComparison.Literal(right) { return (op, literal) }
    if right.isAnswer, let literal = LiteralComparison.Literal(left) {
      return (op.mirrored, literal)
    }
    return nil
  }

  /// What holds together.
  private struct Facts {
    private var known: Set<[Token.Kind]> = []
    /// What the answer may be.
    private var allowed = AnswerInterval()

    init(_ parts: [ComparedCondition]) {
      for part in parts {
        known.insert(part.words)
        guard let (op, literal) = part.ownComparison else { continue }
        allowed.restrict(op, literal)
      }
    }

    func prove(_ part: ComparedCondition) -> Bool {
      if known.contains(part.words) { return true }
      guard let (op, literal) = part.ownComparison else { return false }
      return allowed.allSatisfy(op, literal)
    }
  }
}

extension Expression {
  /// `.`, standing by itself.
  fileprivate var isAnswer: Bool {
    guard case .path(let path) = kind, path.predicates.isEmpty, case .context = path.start else {
      return false
    }
    return path.steps.count == 1 && path.steps[0].axis == .`self`
  }
}
