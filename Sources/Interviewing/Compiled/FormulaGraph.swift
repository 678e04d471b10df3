import Messages
import QuestionnaireLanguage

/// The formulas in an order in which each comes after everything that it reads.
struct FormulaGraph {
  private(set) var formulas: [CompiledFormula] = []
  private(set) var dependents: [[(formula: Int, isLocal: Bool)]] = []

  init() {}

  /// - Throws: the formulas that wait for each other, as one problem for each.
  init(_ unordered: [CompiledFormula], nodes: [CompiledNode]) throws(CompilationError) {
    var readers: [[Int]] = Array(repeating: [], count: nodes.count)
    for (index, formula) in unordered.enumerated() {
      for node in Set(formula.dependencies.map(\.node)) { readers[node].append(index) }
    }
    let edges = unordered.map { Self.targets($0, nodes).flatMap { readers[$0] } }
    // A draw is made once, from what it recorded before.
    let selfish = unordered.indices.filter {
      unordered[$0].kind == .calculation && unordered[$0].draw == nil && edges[$0].contains($0)
    }
    guard selfish.isEmpty else {
      throw CompilationError(problems: Self.problems(unordered, at: selfish, nodes))
    }
    let order = try Self.order(unordered, edges, nodes)
    formulas = order.map { unordered[$0] }
    dependents = Array(repeating: [], count: nodes.count)
    for (index, formula) in formulas.enumerated() {
      for dependency in formula.dependencies {
        if let last = dependents[dependency.node].last, last.formula == index {
          let isLocal = last.isLocal && dependency.isLocal
          dependents[dependency.node][dependents[dependency.node].count - 1].isLocal = isLocal
        } else {
          dependents[dependency.node].append((index, dependency.isLocal))
        }
      }
    }
  }

  /// The nodes whose value, as others read it, a formula decides.
  private static func targets(_ formula: CompiledFormula, _ nodes: [CompiledNode]) -> [Int] {
    switch formula.kind {
    case .calculation: [formula.owner]
    case .relevance, .count: subtree(formula.owner, nodes)
    case .required, .readOnly: []
    }
  }

  private static func subtree(_ node: Int, _ nodes: [CompiledNode]) -> [Int] {
    [node] + nodes[node].children.flatMap { subtree($0, nodes) }
  }

  /// Kahn's order; ties go by the questionnaire's order.
  private static func order(
    _ formulas: [CompiledFormula], _ edges: [[Int]], _ nodes: [CompiledNode]
  ) throws(CompilationError) -> [Int] {
    var waiting = Array(repeating: 0, count: formulas.count)
    for (source, targets) in edges.enumerated() {
      for target in targets where target != source { waiting[target] += 1 }
    }
    var ready = formulas.indices.filter { waiting[$0] == 0 }
    var order: [Int] = []
    var next = 0
    while next < ready.count {
      let formula = ready[next]
      next += 1
      order.append(formula)
      for target in edges[formula] where target != formula {
        waiting[target] -= 1
        if waiting[target] == 0 { ready.append(target) }
      }
    }
    guard order.count == formulas.count else {
      throw CompilationError(
        problems: problems(formulas, at: formulas.indices.filter { waiting[$0] > 0 }, nodes))
    }
    return order
  }

  private static func problems(
    _ formulas: [CompiledFormula], at places: [Int], _ nodes: [CompiledNode]
  ) -> [CompilationError.Problem] {
    places.map { index in
      CompilationError.Problem(
        path: nodes[formulas[index].owner].path, place: formulas[index].source.place,
        code: "QUESTIONNAIRE-CYCLE",
        message: Message(
          es: "Depende de sí misma, por sí sola o a través de otras preguntas; rompa el ciclo.",
          en: "It depends on itself, alone or through other questions; break the cycle."))
    }
  }
}
