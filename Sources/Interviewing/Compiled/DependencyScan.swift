import QuestionnaireLanguage

/// Finds the nodes that a program reads, by walking its paths over the questionnaire's tree.
struct DependencyScan {
  let nodes: [CompiledNode]
  let owner: Int
  private(set) var found: Set<Dependency> = []
  private(set) var isVolatile = false
  private var isSpread = false

  init(nodes: [CompiledNode], owner: Int) {
    self.nodes = nodes
    self.owner = owner
  }

  /// - Parameter context: the nodes that `.` may stand for.
  mutating func scan(_ program: Program, context: [Int]) {
    switch program {
    case .constant, .failure: break
    case .negation(let inner): scan(inner, context: context)
    case .chain(let chain):
      scan(chain.first, context: context)
      for link in chain.rest { scan(link.operand, context: context) }
    case .call(let call) where call.function.name == "draw":
      isVolatile = true
      scanDraw(call.arguments, context: context)
    case .call(let call):
      isVolatile = isVolatile || call.function.isVolatile
      let outer = isSpread
      isSpread = outer || call.function.name == "indexed-repeat"
      for argument in call.arguments { scan(argument, context: context) }
      isSpread = outer
    case .path(let path): _ = targets(path, context: context)
    }
  }

  /// The condition is asked in each row. A draw waits until its question is asked: it reads
  /// whether its own node is relevant.
  private mutating func scanDraw(_ arguments: [Program], context: [Int]) {
    let outer = isSpread
    isSpread = true
    for argument in arguments.prefix(2) { scan(argument, context: context) }
    var rows: [Int] = []
    if case .path(let path)? = arguments.dropFirst(2).first {
      rows = targets(path, context: context)
    }
    for argument in arguments.dropFirst(3) { scan(argument, context: rows) }
    isSpread = outer
    found.insert(Dependency(node: owner, isLocal: true))
  }

  @discardableResult
  private mutating func targets(_ path: PathProgram, context: [Int]) -> [Int] {
    var current: [Int]
    var fromOwner = false
    switch path.start {
    case .root: current = [-1]
    case .context:
      current = context
      fromOwner = context == [owner]
    case .current:
      current = [owner]
      fromOwner = true
    case .instance: current = []
    }
    for step in path.steps {
      current = Array(Set(current.flatMap { take(step, from: $0) })).sorted()
      for predicate in step.predicates { scan(predicate, context: current) }
    }
    for node in current where node >= 0 {
      found.insert(Dependency(node: node, isLocal: isLocal(path, node, fromOwner)))
    }
    return current
  }

  private func take(_ step: PathProgram.Step, from node: Int) -> [Int] {
    let candidates: [Int]
    switch step.axis {
    case .child: candidates = node < 0 ? [0] : nodes[node].children
    case .parent: candidates = node >= 0 ? [nodes[node].parent] : []
    default: candidates = [node]
    }
    guard case .name(let name) = step.test else { return candidates }
    return candidates.filter { $0 >= 0 && nodes[$0].name == name }
  }

  /// Whether the path, asked from one of the owner's instances, stays in that instance's rows.
  private func isLocal(_ path: PathProgram, _ target: Int, _ fromOwner: Bool) -> Bool {
    guard !isSpread, path.steps.allSatisfy(\.predicates.isEmpty) else {
      return false
    }
    if case .root = path.start {
      return path.steps.allSatisfy { step in
        if case .name = step.test, step.axis == .child { true } else { false }
      }
    }
    guard fromOwner else { return false }
    let up = path.steps.prefix { $0.axis == .parent }.count
    let rest = path.steps.dropFirst(up)
    guard rest.allSatisfy({ $0.axis == .child || $0.axis == .`self` }) else { return false }
    let shared = zip(nodes[owner].rosters, nodes[target].rosters).prefix { $0 == $1 }.last?.0
    guard let shared else { return true }
    return nodes[shared].depth <= nodes[owner].depth - up
  }
}
