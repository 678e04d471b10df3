extension FunctionTable {
  /// What surveys need and no XPath has: functions of ours.
  static let surveys: [Function] = [
    Function("missing", 1, 2, [.nodes, .text], .boolean) { run, values throws(EvaluationError) in
      guard case .nodes(let nodes) = values[0] else {
        throw EvaluationError(.notNodes(function: "missing"))
      }
      // Of several rows, as wherever a single value is needed.
      _ = try run.unpacked(values[0])
      guard let node = nodes.first, let code = run.missingCode(of: node) else {
        return .boolean(false)
      }
      return .boolean(values.count == 1 ? true : code == (try run.text(values[1])))
    },
    Function(
      "draw", 3, 4, [.text, .text, .nodes, .any], .text, volatile: true,
      inContext: {
        run, context, arguments throws(EvaluationError) in
        try drawn(&run, context, arguments)
      }),
  ]

  /// Draws once: what is recorded stays, also while it is not asked.
  private static func drawn(
    _ run: inout Evaluator, _ context: Evaluator.Context, _ arguments: [Program]
  ) throws(EvaluationError) -> Value {
    guard context.node.node >= 0 else { return .empty }
    let stored = run.trees[context.node].value
    guard run.trees[context.node].isRelevant else { return stored }
    let record = isEmpty(stored) ? nil : DrawRecord(try run.text(stored))
    guard isEmpty(stored) || record != nil else {
      throw EvaluationError(.argument(function: "draw", try run.text(stored)))
    }
    guard let draw = try Draw(&run, context, arguments) else { return stored }
    let made = record?.following(draw) ?? DrawRecord(draw)
    return made.map { .text($0.text) } ?? .empty
  }
}

extension Evaluator {
  /// The missing code in place of the node's answer; none while a constraint judges another answer.
  fileprivate func missingCode(of node: NodeReference) -> String? {
    guard node.node >= 0, candidate?.node != node else { return nil }
    return trees[node].missing
  }
}
