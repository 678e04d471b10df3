/// Looking items up by a column's value: what `pulldata` does, and what a predicate like
/// `[code = ${municipality}]` asks of a list or data file.
extension Evaluator {
  /// The cell in `column` of the first item of a list or data file whose `key` column reads
  /// `value`; nil without one.
  package func cell(
    _ column: String, of instance: String, where key: String, reads value: String
  ) -> String? {
    guard let place = trees.instances[instance], let index = trees.indexes[place] else {
      return nil
    }
    let tree = trees.all[place]
    guard let item = index.items("item", where: key, reads: value, in: tree)?.first,
      let cell = tree.nodes[item].children.first(where: { tree.nodes[$0].name == column }),
      case .text(let text) = tree.nodes[cell].value
    else { return nil }
    return text
  }

  /// What the first predicate of a step lets through, from an index; nil where each item must be
  /// asked. The predicate is `column = value`, or begins so and goes on with `and …`.
  mutating func lookedUp(
    _ step: PathProgram.Step, from parent: NodeReference, in context: Context
  ) throws(EvaluationError) -> [NodeReference]? {
    guard parent.node == 0, let index = trees.indexes[parent.tree], step.axis == .child,
      case .name(let item) = step.test, let predicate = step.predicates.first,
      let (column, operand, isWhole) = predicate.lookup,
      !trees.all[parent.tree].nodes[0].children.isEmpty
    else { return nil }
    var inner = context
    inner.node = parent
    let value = try self.operand(operand, in: inner)
    let text: String
    switch value {
    case .text(let string): text = string
    case .date: text = try self.text(value)
    // A number equals every spelling of it.
    case .number, .boolean, .nodes: return nil
    }
    let tree = trees.all[parent.tree]
    guard let found = index.items(item, where: column, reads: text, in: tree) else { return nil }
    try count(found.count + 1)
    let nodes = found.map { NodeReference(tree: parent.tree, node: $0) }
    return isWhole ? nodes : try filter(nodes, predicate, in: context)
  }
}

extension Program {
  /// `column = operand`, where the operand is the same for every item; `isWhole` where that is all
  /// of the program, and not the first of several conditions that must all hold.
  fileprivate var lookup: (column: String, operand: Program, isWhole: Bool)? {
    guard case .chain(let chain) = self else { return nil }
    let (first, rest) = (chain.first, chain.rest)
    if rest.count == 1, rest[0].sign == .equal {
      let other = rest[0].operand
      if let column = first.column, other.isSameForEveryItem { return (column, other, true) }
      if let column = other.column, first.isSameForEveryItem { return (column, first, true) }
      return nil
    }
    guard rest.allSatisfy({ $0.sign == .and && !$0.operand.asksForPlace }),
      let (column, operand, _) = first.lookup
    else { return nil }
    return (column, operand, false)
  }

  /// The name, where the program is nothing but a child of the item.
  private var column: String? {
    guard case .path(let path) = self, case .context = path.start,
      path.steps.count == 1, path.steps[0].axis == .child, path.steps[0].predicates.isEmpty,
      case .name(let name) = path.steps[0].test
    else { return nil }
    return name
  }

  private var isSameForEveryItem: Bool {
    switch self {
    case .constant: return true
    case .negation(let inner): return inner.isSameForEveryItem
    case .chain(let chain):
      return chain.first.isSameForEveryItem
        && chain.rest.allSatisfy(\.operand.isSameForEveryItem)
    case .call(let call):
      guard case .onValues = call.function.body, !call.function.isVolatile else { return false }
      return call.arguments.allSatisfy(\.isSameForEveryItem)
    case .path(let path):
      switch path.start {
      case .root, .current, .instance: return true
      case .context: return false
      }
    case .failure: return false
    }
  }

  /// Whether `position()` or `last()` is called, which count what earlier conditions let through.
  private var asksForPlace: Bool {
    switch self {
    // Inside a path's own predicates they count that path's nodes.
    case .constant, .failure, .path: return false
    case .negation(let inner): return inner.asksForPlace
    case .chain(let chain):
      return chain.first.asksForPlace || chain.rest.contains { $0.operand.asksForPlace }
    case .call(let call):
      return ["position", "last"].contains(call.function.name)
        || call.arguments.contains { $0.asksForPlace }
    }
  }
}
