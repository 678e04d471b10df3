extension FunctionTable {
  static let nodeSets: [Function] = [
    Function("count", 1, 1, [.nodes], .number) { run, values throws(EvaluationError) in
      guard case .nodes(let nodes) = values[0] else {
        throw EvaluationError(.notNodes(function: "count"))
      }
      return .number(Double(nodes.count))
    },
    Function("count-non-empty", 1, 1, [.nodes], .number) { run, values throws(EvaluationError) in
      guard case .nodes(let nodes) = values[0] else {
        throw EvaluationError(.notNodes(function: "count-non-empty"))
      }
      let filled = nodes.count { node in
        (node.node >= 0 && !run.trees[node].children.isEmpty) || !isEmpty(run.value(of: node))
      }
      return .number(Double(filled))
    },
    Function(
      "position", 0, 1, [.nodes], .number,
      inContext: {
        run, context, arguments throws(EvaluationError) in
        var node = context.node
        if let argument = arguments.first {
          guard case .nodes(let nodes) = try run.evaluate(argument, in: context) else {
            throw EvaluationError(.notNodes(function: "position"))
          }
          guard let first = nodes.first else { return .number(0) }
          node = first
        } else if let position = context.position {
          return .number(Double(position + 1))
        }
        return .number(node.node < 0 ? 1 : Double(run.trees[node].position + 1))
      }),
    Function(
      "last", 0, 0, [], .number,
      inContext: {
        run, context, _ throws(EvaluationError) in .number(Double(context.size ?? 1))
      }),
    Function(
      "current", 0, 0, [], .nodes,
      inContext: {
        run, context, _ throws(EvaluationError) in .nodes([context.current])
      }),
    Function(
      "indexed-repeat", 3, 11, [.nodes, .nodes, .number], .any,
      inContext: {
        run, context, arguments throws(EvaluationError) in
        try indexedRepeat(&run, context, arguments)
      }),
    Function("randomize", 1, 2, [.nodes, .any], .nodes, volatile: true) {
      run, values throws(EvaluationError) in
      try randomized(&run, values)
    },
  ]

  /// `indexed-repeat(field, repeat, row, …)`: the field in the given row of each repeat.
  ///
  /// The paths are taken as names; a row below 1 means row 1, as in ODK's engines.
  private static func indexedRepeat(
    _ run: inout Evaluator, _ context: Evaluator.Context, _ arguments: [Program]
  ) throws(EvaluationError) -> Value {
    guard arguments.count.isMultiple(of: 2) == false else {
      throw EvaluationError(
        .argumentCount(function: "indexed-repeat", given: arguments.count))
    }
    let names = try names(arguments[0], run, context)
    var rows: [Int: Int] = [:]
    for index in stride(from: 1, to: arguments.count, by: 2) {
      let roster = try Self.names(arguments[index], run, context)
      guard roster.count < names.count, names.starts(with: roster) else {
        throw EvaluationError(
          .argument(function: "indexed-repeat", roster.joined(separator: "/")))
      }
      let number = try run.operand(arguments[index + 1], in: context)
      let row = try run.integer(number)
      rows[roster.count - 1] = max(0, row - 1)
    }
    return try run.unpacked(.nodes(try run.nodes(named: names, rows: rows, in: context)))
  }

  /// The names from the root that a simple path spells, taken from where it is asked.
  private static func names(
    _ program: Program, _ run: Evaluator, _ context: Evaluator.Context
  ) throws(EvaluationError) -> [String] {
    guard case .path(let path) = program else {
      throw EvaluationError(.notNodes(function: "indexed-repeat"))
    }
    var names: [String] = []
    switch path.start {
    case .root: break
    case .context: names = run.names(to: context.node)
    case .current: names = run.names(to: context.current)
    case .instance: throw EvaluationError(.notNodes(function: "indexed-repeat"))
    }
    for step in path.steps {
      switch (step.axis, step.test) {
      case (.parent, _): _ = names.popLast()
      case (.`self`, _): break
      case (.child, .name(let name)): names.append(name)
      default: throw EvaluationError(.unsupported(path.spelling))
      }
    }
    return names
  }

  private static func randomized(
    _ run: inout Evaluator, _ values: [Value]
  ) throws(EvaluationError) -> Value {
    guard case .nodes(let nodes) = values[0] else {
      throw EvaluationError(.notNodes(function: "randomize"))
    }
    guard values.count > 1 else {
      return .nodes(ShuffleGenerator(seed: Int64(run.random.next() >> 33)).shuffled(nodes))
    }
    let number = try run.number(values[1])
    let seed: Int64
    if number.isNaN {
      seed = Digest.seed(try run.text(values[1]))
    } else {
      seed = Int64(max(-9.2e18, min(9.2e18, number)))
    }
    return .nodes(ShuffleGenerator(seed: seed).shuffled(nodes))
  }
}

extension Evaluator {
  func names(to node: NodeReference) -> [String] {
    guard node.node >= 0 else { return [] }
    return trees.all[node.tree].chain(to: node.node).map { trees.all[node.tree].nodes[$0].name }
  }

  /// The nodes at a path of names in the interview; `rows` fixes the row at some depths, the row
  /// of the context holds at others as far as the names agree.
  fileprivate mutating func nodes(
    named names: [String], rows: [Int: Int], in context: Context
  ) throws(EvaluationError) -> [NodeReference] {
    let tree = trees.all[0]
    let chain = context.node.tree == 0 ? tree.chain(to: max(0, context.node.node)) : []
    var found = [0]
    var follows = true
    guard tree.nodes[0].name == names.first else { return [] }
    for depth in 1..<max(1, names.count) {
      try count(found.count)
      follows = follows && depth < chain.count && tree.nodes[chain[depth]].name == names[depth]
      let row = rows[depth] ?? (follows ? tree.nodes[chain[depth]].position : nil)
      found = found.flatMap { parent in
        tree.nodes[parent].children.filter {
          tree.nodes[$0].name == names[depth] && (row == nil || tree.nodes[$0].position == row)
        }
      }
    }
    return found.map { NodeReference(tree: 0, node: $0) }.filter { trees[$0].isRelevant }
  }
}

/// The shuffle that ODK fixes, so that one seed gives one order on every engine: the minimal
/// standard generator of Park and Miller, and Fisher and Yates from the end.
package struct ShuffleGenerator {
  private static let modulus: Int64 = 2_147_483_647
  private static let multiplier: Int64 = 16_807
  private var state: Int64

  package init(seed: Int64) {
    state = seed % Self.modulus
    if state <= 0 { state += Self.modulus - 1 }
  }

  private mutating func next() -> Double {
    state = state * Self.multiplier % Self.modulus
    return Double(state - 1) / Double(Self.modulus - 1)
  }

  package func shuffled<Element>(_ elements: [Element]) -> [Element] {
    var generator = self
    var result = elements
    for last in stride(from: result.count - 1, to: 0, by: -1) {
      let chosen = Int(generator.next() * Double(last + 1))
      result.swapAt(last, min(chosen, last))
    }
    return result
  }
}
