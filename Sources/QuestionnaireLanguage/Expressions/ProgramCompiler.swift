/// Where `${name}` leads from the formula that holds it.
package protocol ReferenceResolver {
  /// The path to the question, absolute or relative; `insideInstancePredicate` asks for one that
  /// starts at `current()`, because the context there is an item of a list.
  func path(
    to reference: Reference, insideInstancePredicate: Bool, inIndexedRepeat: Bool
  ) throws(EvaluationError) -> Path

  /// The way that a simple path takes through the form's tree; nil where names must be looked at.
  func route(of path: Path) -> Route?
}

extension ReferenceResolver {
  package func route(of path: Path) -> Route? { nil }
}

extension Program {
  /// Compiles a parsed expression.
  ///
  /// - Parameter text: the formula's text, quoted in errors.
  package init(
    _ expression: Expression, text: String, resolver: any ReferenceResolver
  ) throws(EvaluationError) {
    var compiler = ProgramCompiler(text: Array(text.utf8), resolver: resolver)
    self = try compiler.compile(expression)
  }
}

private struct ProgramCompiler {
  let text: [UInt8]
  let resolver: any ReferenceResolver
  var insideInstancePredicate = false
  /// True in those arguments of `indexed-repeat` that name the field and the repeats, and in those
  /// of `draw` that are read in each row.
  var inIndexedRepeat = false

  mutating func compile(_ expression: Expression) throws(EvaluationError) -> Program {
    switch expression.kind {
    case .number(let number): return .constant(.number(number))
    case .text(let string): return .constant(.text(try substituted(string)))
    case .negation(let inner):
      if case .number(let number) = inner.kind { return .constant(.number(-number)) }
      return .negation(try compile(inner))
    case .binary: return try chain(expression)
    case .call(let function, let arguments):
      return try call(function, arguments)
    case .path(let path): return try compile(path, range: expression.range)
    }
  }

  /// Unrolls the left spine, so that a sum of a thousand terms nests once.
  private mutating func chain(_ expression: Expression) throws(EvaluationError) -> Program {
    var operands: [(sign: BinaryOperator, operand: Expression)] = []
    var first = expression
    while case .binary(let op, let left, let right) = first.kind {
      operands.append((op, right))
      first = left
    }
    let head = try compile(first)
    var compiled: [Program.Link] = []
    compiled.reserveCapacity(operands.count)
    for (sign, operand) in operands.reversed() {
      guard sign != .union else { throw EvaluationError(.unsupported(sign.rawValue)) }
      compiled.append(Program.Link(sign: sign, operand: try compile(operand)))
    }
    return .chain(ChainProgram(head, compiled))
  }

  private mutating func call(
    _ name: String, _ arguments: [Expression]
  ) throws(EvaluationError) -> Program {
    guard let function = FunctionTable.function(named: name) else {
      return .failure(EvaluationError(.unknownFunction(name)))
    }
    guard function.admits(arguments: arguments.count) else {
      return .failure(EvaluationError(.argumentCount(function: name, given: arguments.count)))
    }
    var compiled: [Program] = []
    let outer = inIndexedRepeat
    for (index, argument) in arguments.enumerated() {
      // A draw's condition is asked in each row: only an absolute path finds its way from there.
      inIndexedRepeat =
        outer || (name == "indexed-repeat" && (index == 0 || index % 2 == 1))
        || (name == "draw" && index >= 2)
      compiled.append(try compile(argument))
    }
    inIndexedRepeat = outer
    if arguments.isEmpty, name == "true" || name == "false" {
      return .constant(.boolean(name == "true"))
    }
    return .call(CallProgram(function, compiled))
  }

  /// As pyxform does, a reference inside a quoted text becomes its path's text.
  private func substituted(_ string: String) throws(EvaluationError) -> String {
    guard string.holds("${") else { return string }
    var result = ""
    var rest = Substring(string)
    while let open = rest.range(of: "${"), let close = rest[open.upperBound...].firstIndex(of: "}")
    {
      result += rest[..<open.lowerBound]
      let name = String(rest[open.upperBound..<close]).trimmingSpaces()
      let reference = Reference(name: name, isLastSaved: false, range: 0..<0)
      let path = try resolver.path(
        to: reference, insideInstancePredicate: false, inIndexedRepeat: false)
      result += " \(path.spelling) "
      rest = rest[rest.index(after: close)...]
    }
    return result + rest
  }

  private mutating func compile(
    _ path: Path, range: Range<Int>
  ) throws(EvaluationError) -> Program {
    var path = path
    if case .reference(let reference) = path.start {
      var resolved = try resolver.path(
        to: reference, insideInstancePredicate: insideInstancePredicate,
        inIndexedRepeat: inIndexedRepeat)
      if let last = resolved.steps.indices.last {
        resolved.steps[last].predicates += path.predicates
      }
      resolved.steps += path.steps
      path = resolved
    }
    let spelling = String(decoding: text[range.clamped(to: 0..<text.count)], as: UTF8.self)
    guard path.isExecuted, let start = PathProgram.Start(path) else {
      throw EvaluationError(.unsupported(spelling))
    }
    let outer = insideInstancePredicate
    if case .instance = start { insideInstancePredicate = true }
    defer { insideInstancePredicate = outer }
    var steps: [PathProgram.Step] = []
    for step in path.steps {
      // `.` leads nowhere else.
      if step.axis == .`self`, step.predicates.isEmpty { continue }
      steps.append(
        PathProgram.Step(
          axis: step.axis, test: step.test, predicates: try compile(step.predicates)))
    }
    return .path(
      PathProgram(
        start: start, steps: steps, spelling: spelling, route: resolver.route(of: path)))
  }

  private mutating func compile(_ predicates: [Expression]) throws(EvaluationError) -> [Program] {
    var compiled: [Program] = []
    for predicate in predicates { compiled.append(try compile(predicate)) }
    return compiled
  }
}

extension Path {
  /// Whether engines of ODK follow the path.
  var isExecuted: Bool {
    guard steps.allSatisfy(\.isExecuted) else { return false }
    if case .reference = start { return true }
    return predicates.isEmpty && PathProgram.Start(self) != nil
  }
}

extension PathProgram.Start {
  /// Nil for what no path can start with: of expressions only `current()` and `instance('name')` can.
  fileprivate init?(_ path: Path) {
    switch path.start {
    case .root: self = .root
    case .context: self = .context
    case .reference: return nil
    case .expression(let expression):
      guard case .call(let function, let arguments) = expression.kind else { return nil }
      if function == "current", arguments.isEmpty {
        self = .current
      } else if function == "instance", arguments.count == 1,
        case .text(let name) = arguments[0].kind
      {
        self = .instance(name)
      } else {
        return nil
      }
    }
  }
}

extension Step {
  /// Whether engines of ODK take the step: a name or `*` below, `.` and `..`.
  fileprivate var isExecuted: Bool {
    switch (axis, test) {
    case (.child, .name), (.child, .anyName), (.`self`, .anyNode), (.parent, .anyNode): true
    default: false
    }
  }
}

extension Path {
  /// The path as XPath, for the simple paths that references become.
  var spelling: String {
    let names = steps.map { step in
      switch (step.axis, step.test) {
      case (.parent, _): ".."
      case (.`self`, _): "."
      case (_, .name(let name)): name
      default: "*"
      }
    }
    return switch start {
    case .root: "/" + names.joined(separator: "/")
    case .expression: "current()/" + names.joined(separator: "/")
    default: names.joined(separator: "/")
    }
  }
}

extension Substring {
  /// The first place of a text, without Foundation.
  func range(of text: String) -> Range<Index>? {
    var start = startIndex
    while start < endIndex {
      if self[start...].hasPrefix(text) { return start..<index(start, offsetBy: text.count) }
      start = index(after: start)
    }
    return nil
  }
}
