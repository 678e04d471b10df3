extension Expression {
  /// Calls `body` for this expression and every part of it. Inside predicates names mean something
  /// else; a caller to whom that matters leaves them out.
  ///
  /// Nested at most `ExpressionLimits.maximumDepth` deep; left-leaning chains of operators are
  /// unrolled.
  func forEachNode(insidePredicates: Bool = true, _ body: (Expression) -> Void) {
    var rest = self
    while true {
      body(rest)
      guard case .binary(_, let left, let right) = rest.kind else { break }
      right.forEachNode(insidePredicates: insidePredicates, body)
      rest = left
    }
    switch rest.kind {
    case .number, .text, .binary: break
    case .negation(let inner): inner.forEachNode(insidePredicates: insidePredicates, body)
    case .call(_, let arguments):
      for argument in arguments {
        argument.forEachNode(insidePredicates: insidePredicates, body)
      }
    case .path(let path):
      if case .expression(let inner) = path.start {
        inner.forEachNode(insidePredicates: insidePredicates, body)
      }
      guard insidePredicates else { return }
      for predicate in path.predicates { predicate.forEachNode(body) }
      for predicate in path.steps.flatMap(\.predicates) { predicate.forEachNode(body) }
    }
  }

  /// Every function call in it: the name, how many arguments, and where.
  var calls: [(name: String, arguments: [Expression], range: Range<Int>)] {
    var calls: [(name: String, arguments: [Expression], range: Range<Int>)] = []
    forEachNode { node in
      if case .call(let name, let arguments) = node.kind {
        calls.append((name, arguments, node.range))
      }
    }
    return calls
  }
}
