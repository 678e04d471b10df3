/// Following paths whose way through the form's tree is known.
extension Evaluator {
  /// As evaluating and unpacking, without the list of nodes where the path leads to one.
  mutating func operand(
    _ program: Program, in context: Context
  ) throws(EvaluationError) -> Value {
    if case .path(let path) = program, let node = try oneNode(path, in: context) {
      return node.node >= 0 && !trees[node].isRelevant ? .empty : value(of: node)
    }
    let value = try evaluate(program, in: context)
    return try unpacked(value)
  }

  /// The one node of a path that is known to have one, whether it is relevant or not; nil where
  /// only taking the steps will tell.
  private mutating func oneNode(
    _ path: PathProgram, in context: Context
  ) throws(EvaluationError) -> NodeReference? {
    let start: NodeReference
    switch path.start {
    case .context, .root: start = context.node
    case .current: start = context.current
    case .instance: return nil
    }
    if path.steps.isEmpty, !path.start.isRoot { return start }
    guard let route = path.route, var node = top(of: route, from: start) else { return nil }
    try count(1 + route.up + route.down.count)
    for definition in route.down {
      let children = trees.all[0].children(of: node, defined: definition)
      guard children.count == 1, let only = children.first else { return nil }
      node = only
    }
    return NodeReference(tree: 0, node: node)
  }

  /// All nodes that a route leads to; nil where it is asked from elsewhere.
  mutating func nodes(
    along route: Route, from start: NodeReference
  ) throws(EvaluationError) -> [NodeReference]? {
    guard let top = top(of: route, from: start) else { return nil }
    var found = [top]
    for definition in route.down {
      if found.count == 1 {
        found = Array(trees.all[0].children(of: found[0], defined: definition))
      } else {
        found = found.flatMap { trees.all[0].children(of: $0, defined: definition) }
      }
      try count(found.count + 1)
    }
    return found.compactMap { node in
      trees.all[0].nodes[node].isRelevant ? NodeReference(tree: 0, node: node) : nil
    }
  }

  private func top(of route: Route, from start: NodeReference) -> Int? {
    guard start.tree == 0, start.node >= 0,
      trees.all[0].nodes[start.node].definition == route.owner
    else { return nil }
    var node = start.node
    for _ in 0..<route.up { node = trees.all[0].nodes[node].parent }
    return node >= 0 ? node : nil
  }
}

extension PathProgram.Start {
  fileprivate var isRoot: Bool { if case .root = self { true } else { false } }
  var isCurrent: Bool { if case .current = self { true } else { false } }
}
