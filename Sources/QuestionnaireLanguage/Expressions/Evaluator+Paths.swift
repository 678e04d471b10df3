extension Evaluator {
  /// The document above a tree's root.
  private static let document = -1

  /// The nodes that a path leads to, in document order; those not relevant are none.
  mutating func nodes(
    _ path: PathProgram, in context: Context
  ) throws(EvaluationError) -> [NodeReference] {
    let start = path.start.isCurrent ? context.current : context.node
    if let route = path.route, let found = try nodes(along: route, from: start) { return found }
    var found: [NodeReference]
    var steps = path.steps[...]
    switch path.start {
    case .root:
      found = try anchored(&steps, in: context)
    case .context: found = [context.node]
    case .current: found = [context.current]
    case .instance(let name):
      guard let tree = trees.instances[name] else {
        throw EvaluationError(.unknownInstance(name))
      }
      found = [NodeReference(tree: tree, node: Self.document)]
    }
    for step in steps { found = try take(step, from: found, in: context) }
    return found.filter { $0.node < 0 || trees[$0].isRelevant }
  }

  /// An absolute path stays in the rows that its context stands in, as far as the names agree
  /// (JavaRosa's contextualisation): `/data/child/age` asked in row 2 is the age of row 2.
  private func anchored(
    _ steps: inout ArraySlice<PathProgram.Step>, in context: Context
  ) throws(EvaluationError) -> [NodeReference] {
    var anchor = NodeReference(tree: 0, node: Self.document)
    guard context.node.tree == 0, context.node.node >= 0 else { return [anchor] }
    for node in trees.all[0].chain(to: context.node.node) {
      guard let step = steps.first, step.axis == .child, step.predicates.isEmpty,
        case .name(let name) = step.test, trees.all[0].nodes[node].name == name
      else { break }
      anchor.node = node
      steps.removeFirst()
    }
    return [anchor]
  }

  private mutating func take(
    _ step: PathProgram.Step, from nodes: [NodeReference], in context: Context
  ) throws(EvaluationError) -> [NodeReference] {
    var found: [NodeReference] = []
    for node in nodes {
      var predicates = step.predicates[...]
      var nodes: [NodeReference]
      if let lookedUp = try lookedUp(step, from: node, in: context) {
        nodes = lookedUp
        predicates.removeFirst()
      } else {
        nodes = try candidates(step, from: node)
      }
      for predicate in predicates { nodes = try filter(nodes, predicate, in: context) }
      found += nodes
    }
    return nodes.count > 1 && step.axis == .parent ? unique(found) : found
  }

  /// A predicate that yields a number asks for a place, any other for truth (XPath 1.0 §2.4).
  mutating func filter(
    _ nodes: [NodeReference], _ predicate: Program, in context: Context
  ) throws(EvaluationError) -> [NodeReference] {
    var kept: [NodeReference] = []
    var inner = context
    inner.size = nodes.count
    for (index, node) in nodes.enumerated() {
      inner.node = node
      inner.position = index
      let verdict = try evaluate(predicate, in: inner)
      if case .number(let place) = verdict {
        if place == Double(index + 1) { kept.append(node) }
      } else if case .nodes(let nodes) = verdict {
        if !nodes.isEmpty { kept.append(node) }
      } else if try boolean(verdict) {
        kept.append(node)
      }
    }
    return kept
  }

  private mutating func candidates(
    _ step: PathProgram.Step, from start: NodeReference
  ) throws(EvaluationError) -> [NodeReference] {
    let tree = start.tree
    let found: [Int]
    switch step.axis {
    case .child: found = start.node == Self.document ? [0] : trees[start].children
    case .parent: found = start.node >= 0 ? [trees[start].parent] : []
    default: found = [start.node]
    }
    try count(found.count)
    return found.compactMap { node in
      matches(step.test, node, tree) ? NodeReference(tree: tree, node: node) : nil
    }
  }

  private func matches(_ test: Step.Test, _ node: Int, _ tree: Int) -> Bool {
    switch test {
    case .name(let name): node >= 0 && trees.all[tree].nodes[node].name == name
    case .anyName: node >= 0
    default: true
    }
  }

  /// Each once, in the order given: the parents of nodes in document order are in that order too.
  private func unique(_ nodes: [NodeReference]) -> [NodeReference] {
    var seen: Set<NodeReference> = []
    return nodes.filter { seen.insert($0).inserted }
  }
}
