extension Expression {
  /// Parses a formula's text.
  ///
  /// - Throws: what does not fit and where, in UTF-8 bytes of `text`.
  public init(parsing text: String) throws(ExpressionError) {
    var parser = Parser(tokens: try Lexer.tokens(of: text), end: text.utf8.count)
    self = try parser.parse()
  }
}

/// A recursive descent over the tokens; operators by precedence climbing.
private struct Parser {
  let tokens: [Token]
  let end: Int
  var index = 0
  var depth = 0

  mutating func parse() throws(ExpressionError) -> Expression {
    guard !tokens.isEmpty else { throw ExpressionError(.empty, range: 0..<end) }
    let expression = try operators(atLeast: 1)
    if index < tokens.count { throw unexpected() }
    return expression
  }

  private var current: Token.Kind? { index < tokens.count ? tokens[index].kind : nil }
  private var next: Token.Kind? { index + 1 < tokens.count ? tokens[index + 1].kind : nil }
  private var position: Int { index < tokens.count ? tokens[index].range.lowerBound : end }
  private var lastEnd: Int { index > 0 ? tokens[index - 1].range.upperBound : 0 }

  private func unexpected() -> ExpressionError {
    guard index < tokens.count else { return ExpressionError(.unexpectedEnd, range: end..<end) }
    return ExpressionError(.unexpected(tokens[index].spelling), range: tokens[index].range)
  }

  private mutating func accept(_ kind: Token.Kind) -> Bool {
    guard current == kind else { return false }
    index += 1
    return true
  }

  private mutating func expect(_ kind: Token.Kind) throws(ExpressionError) {
    guard accept(kind) else { throw unexpected() }
  }

  private mutating func deeper() throws(ExpressionError) {
    depth += 1
    guard depth <= ExpressionLimits.maximumDepth else {
      throw ExpressionError(.tooDeep, range: position..<position)
    }
  }

  // MARK: Operators

  private mutating func operators(atLeast minimum: Int) throws(ExpressionError) -> Expression {
    let start = position
    var left = try unary()
    var chain = 0
    while case .op(let op)? = current, op.precedence >= minimum {
      index += 1
      chain += 1
      guard chain <= ExpressionLimits.maximumChain else {
        throw ExpressionError(.tooDeep, range: position..<position)
      }
      let right = try operators(atLeast: op.precedence + 1)
      left = Expression(.binary(op, left, right), range: start..<lastEnd)
    }
    return left
  }

  /// A sign binds tighter than `*` and looser than `|`.
  private mutating func unary() throws(ExpressionError) -> Expression {
    let start = position
    guard accept(.op(.minus)) else { return try operand() }
    try deeper()
    defer { depth -= 1 }
    let inner = try operators(atLeast: BinaryOperator.union.precedence)
    return Expression(.negation(inner), range: start..<lastEnd)
  }

  // MARK: Operands

  private mutating func operand() throws(ExpressionError) -> Expression {
    let start = position
    switch current {
    case .number(let number):
      index += 1
      return try filtered(Expression(.number(number), range: start..<lastEnd))
    case .text(let text):
      index += 1
      return try filtered(Expression(.text(text), range: start..<lastEnd))
    case .reference(let name, let isLastSaved):
      index += 1
      let reference = Reference(name: name, isLastSaved: isLastSaved, range: start..<lastEnd)
      var path = Path(start: .reference(reference))
      path.predicates = try predicates()
      path.steps = try stepsAfterSlash()
      return Expression(.path(path), range: start..<lastEnd)
    case .openParenthesis:
      index += 1
      try deeper()
      defer { depth -= 1 }
      let inner = try operators(atLeast: 1)
      try expect(.closeParenthesis)
      return try filtered(inner, from: start)
    case .name(let name) where next == .openParenthesis && !Self.nodeTests.contains(name):
      return try filtered(try call(name))
    default: return try location()
    }
  }

  private static let nodeTests: Set = ["node", "text", "comment", "processing-instruction"]

  /// What follows an operand that is not itself a path: predicates and further steps.
  ///
  /// - Parameter start: where its parenthesis opens, if it stands in one.
  private mutating func filtered(
    _ operand: Expression, from start: Int? = nil
  ) throws(ExpressionError) -> Expression {
    switch current {
    case .openBracket?, .slash?, .doubleSlash?: break
    default: return operand
    }
    var path = Path(start: .expression(operand))
    path.predicates = try predicates()
    path.steps = try stepsAfterSlash()
    return Expression(.path(path), range: (start ?? operand.range.lowerBound)..<lastEnd)
  }

  private mutating func call(_ name: String) throws(ExpressionError) -> Expression {
    let start = position
    index += 2
    try deeper()
    defer { depth -= 1 }
    var arguments: [Expression] = []
    if !accept(.closeParenthesis) {
      repeat { arguments.append(try operators(atLeast: 1)) } while accept(.comma)
      try expect(.closeParenthesis)
    }
    return Expression(.call(function: name, arguments: arguments), range: start..<lastEnd)
  }

  // MARK: Location paths

  private mutating func location() throws(ExpressionError) -> Expression {
    let start = position
    var path: Path
    if current == .slash {
      path = Path(start: .root)
      index += 1
      if startsStep {
        path.steps = [try step()]
        path.steps += try stepsAfterSlash()
      }
    } else if current == .doubleSlash {
      path = Path(start: .root, steps: try stepsAfterSlash())
    } else {
      path = Path(start: .context, steps: [try step()])
      path.steps += try stepsAfterSlash()
    }
    return Expression(.path(path), range: start..<lastEnd)
  }

  private var startsStep: Bool {
    switch current {
    case .name, .wildcard, .dot, .doubleDot, .at: true
    default: false
    }
  }

  private mutating func stepsAfterSlash() throws(ExpressionError) -> [Step] {
    var steps: [Step] = []
    while true {
      if accept(.doubleSlash) {
        steps.append(
          Step(axis: .descendantOrSelf, test: .anyNode, range: lastEnd - 2..<lastEnd))
      } else if !accept(.slash) {
        return steps
      }
      steps.append(try step())
    }
  }

  private mutating func step() throws(ExpressionError) -> Step {
    let start = position
    if accept(.dot) {
      return Step(axis: .`self`, test: .anyNode, range: start..<lastEnd)
    }
    if accept(.doubleDot) {
      return Step(axis: .parent, test: .anyNode, range: start..<lastEnd)
    }
    var axis = Step.Axis.child
    if accept(.at) {
      axis = .attribute
    } else if case .name(let name)? = current, next == .axisMark {
      guard let named = Step.Axis(rawValue: name) else { throw unexpected() }
      axis = named
      index += 2
    }
    let test = try nodeTest()
    return Step(axis: axis, test: test, predicates: try predicates(), range: start..<lastEnd)
  }

  private mutating func nodeTest() throws(ExpressionError) -> Step.Test {
    if accept(.wildcard) { return .anyName }
    guard case .name(let name)? = current else { throw unexpected() }
    index += 1
    if name.hasSuffix(":*") { return .anyNameWith(prefix: String(name.dropLast(2))) }
    guard Self.nodeTests.contains(name), current == .openParenthesis else { return .name(name) }
    index += 1
    var target: String?
    if case .text(let text)? = current, name == "processing-instruction" {
      target = text
      index += 1
    }
    try expect(.closeParenthesis)
    switch name {
    case "node": return .anyNode
    case "text": return .text
    case "comment": return .comment
    default: return .processingInstruction(target)
    }
  }

  private mutating func predicates() throws(ExpressionError) -> [Expression] {
    var found: [Expression] = []
    while accept(.openBracket) {
      try deeper()
      defer { depth -= 1 }
      found.append(try operators(atLeast: 1))
      try expect(.closeBracket)
    }
    return found
  }
}

extension Token {
  /// The token as an author would recognise it in an error.
  fileprivate var spelling: String {
    switch kind {
    case .number(let number): "\(number)"
    case .text(let text): "'\(text)'"
    case .name(let name): name
    case .reference(let name, let isLastSaved): "${\(isLastSaved ? "last-saved#" : "")\(name)}"
    case .op(let op): op.rawValue
    case .wildcard: "*"
    case .slash: "/"
    case .doubleSlash: "//"
    case .dot: "."
    case .doubleDot: ".."
    case .at: "@"
    case .comma: ","
    case .axisMark: "::"
    case .openParenthesis: "("
    case .closeParenthesis: ")"
    case .openBracket: "["
    case .closeBracket: "]"
    }
  }
}
