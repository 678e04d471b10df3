extension Evaluator {
  /// The value of one node.
  package func value(of reference: NodeReference) -> Value {
    if let candidate, candidate.node == reference { return candidate.value }
    guard reference.node >= 0 else { return .empty }
    let node = trees[reference]
    return node.isRelevant ? node.value : .empty
  }

  /// A node-set as the value of its one node: empty without nodes, an error with several.
  package func unpacked(_ value: Value) throws(EvaluationError) -> Value {
    guard case .nodes(let nodes) = value else { return value }
    guard nodes.count <= 1 else {
      let first = nodes[0].node >= 0 ? trees[nodes[0]].name : "/"
      throw EvaluationError(.repeated(first))
    }
    return nodes.first.map { self.value(of: $0) } ?? .empty
  }

  package func number(_ value: Value) throws(EvaluationError) -> Double {
    switch try unpacked(value) {
    case .number(let number): number
    case .boolean(let boolean): boolean ? 1 : 0
    case .text(let text): NumberText.number(text)
    case .date(let moment): Double(environment.dates.daysSinceEpoch(moment))
    case .nodes: .nan
    }
  }

  package func boolean(_ value: Value) throws(EvaluationError) -> Bool {
    switch try unpacked(value) {
    case .number(let number): abs(number) > NumberText.tolerance && !number.isNaN
    case .boolean(let boolean): boolean
    case .text(let text): !text.isEmpty
    case .date: true
    case .nodes(let nodes): !nodes.isEmpty
    }
  }

  package func text(_ value: Value) throws(EvaluationError) -> String {
    switch try unpacked(value) {
    case .number(let number): NumberText.string(number)
    case .boolean(let boolean): boolean ? "true" : "false"
    case .text(let text): text
    case .date(let moment): environment.dates.dateText(moment)
    case .nodes: ""
    }
  }

  /// Truncated toward zero and held within what an index can be.
  func integer(_ value: Value) throws(EvaluationError) -> Int {
    let number = try number(value)
    if number.isNaN { return 0 }
    return Int(max(-1e15, min(1e15, number)))
  }

  /// The values of each node, or the value itself.
  func list(_ value: Value) -> [Value] {
    guard case .nodes(let nodes) = value else { return [value] }
    return nodes.map { self.value(of: $0) }
  }

  /// The values of one node-set, or of all arguments.
  func list(_ values: [Value]) -> [Value] {
    values.count == 1 ? list(values[0]) : values
  }
}
