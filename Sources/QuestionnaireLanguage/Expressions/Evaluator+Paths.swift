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
    case .program(let program):
      guard case .nodes(let nodes) = try evaluate(program, in: context) else {
        throw EvaluationError(.unsupported(path.spelling))
      }
      found = nodes
    }
    for predicate in path.predicates { found = try filter(found, predicate, in: context) }
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
    return nodes.count > 1 && step.axis != .child ? inDocumentOrder(found) : found
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
    var found: [Int] = []
    switch step.axis {
    case .child: found = children(start)
    case .`self`: found = [start.node]
    case .parent: if start.node >= 0 { found = [trees[start].parent] }
    case .descendant, .descendantOrSelf:
      found = descendants(start)
      if step.axis == .descendantOrSelf { found.insert(start.node, at: 0) }
    case .ancestor, .ancestorOrSelf:
      if start.node >= 0 { found = trees.all[tree].chain(to: start.node).reversed() }
      if step.axis == .ancestor { found = Array(found.dropFirst()) }
    case .followingSibling, .precedingSibling:
      guard start.node >= 0 else { break }
      let siblings = children(NodeReference(tree: tree, node: trees[start].parent))
      guard let place = siblings.firstIndex(of: start.node) else { break }
      found =
        step.axis == .followingSibling
        ? Array(siblings[(place + 1)...]) : siblings[..<place].reversed()
    case .attribute, .following, .preceding, .namespace:
      throw EvaluationError(.unsupported(step.axis.rawValue))
    }
    try count(found.count)
    return found.compactMap { node in
      matches(step.test, node, tree) ? NodeReference(tree: tree, node: node) : nil
    }
  }

  private func children(_ start: NodeReference) -> [Int] {
    start.node == Self.document ? [0] : trees[start].children
  }

  private func descendants(_ start: NodeReference) -> [Int] {
    var found: [Int] = []
    var pending: [Int] = children(start).reversed()
    while let next = pending.popLast() {
      found.append(next)
      pending += trees.all[start.tree].nodes[next].children.reversed()
    }
    return found
  }

  private func matches(_ test: Step.Test, _ node: Int, _ tree: Int) -> Bool {
    guard node >= 0 else { return test == .anyNode }
    switch test {
    case .anyNode: return true
    case .anyName: return !trees.all[tree].nodes[node].isText
    case .name(let name): return trees.all[tree].nodes[node].name == name
    case .text: return trees.all[tree].nodes[node].isText
    case .anyNameWith(let prefix):
      return trees.all[tree].nodes[node].name.hasPrefix(prefix + ":")
    case .comment, .processingInstruction: return false
    }
  }

  /// Without duplicates. Nodes are numbered as they were made, so that rows added later need the
  /// chain of places to be compared.
  func inDocumentOrder(_ nodes: [NodeReference]) -> [NodeReference] {
    var seen: Set<NodeReference> = []
    let unique = nodes.filter { seen.insert($0).inserted }
    guard unique.count > 1 else { return unique }
    let keyed = unique.map { (node: $0, key: orderKey($0)) }
    return keyed.sorted { a, b in
      a.node.tree != b.node.tree
        ? a.node.tree < b.node.tree : a.key.lexicographicallyPrecedes(b.key)
    }.map(\.node)
  }

  private func orderKey(_ reference: NodeReference) -> [Int] {
    guard reference.node >= 0 else { return [] }
    let chain = trees.all[reference.tree].chain(to: reference.node)
    return zip(chain, chain.dropFirst()).map { parent, child in
      trees.all[reference.tree].nodes[parent].children.firstIndex(of: child) ?? 0
    }
  }
}
