/// A path inside a formula, with what it points at as far as that is known without answers.
struct PathUse {
  /// Index of the formula it stands in.
  let formula: Int
  let range: Range<Int>
  /// The `${name}` it starts with, if it does.
  let reference: Reference?
  /// What it points at.
  let targets: [Int]
  /// The first step that leads nowhere, by its name.
  let unknownStep: String?
  /// Whether it stands where a set of nodes is wanted (`sum(…)`), or picks its row by a predicate.
  let isSet: Bool

  /// The one item it points at, if that is certain.
  var onlyTarget: Int? { targets.count == 1 && unknownStep == nil ? targets[0] : nil }
}

/// The paths of one formula.
struct FormulaPaths: Sendable {
  /// In the order in which they are resolved.
  let all: [PathUse]
  /// Where in `all` each is, by where it stands; empty where they are so few that looking through
  /// them takes less.
  private let places: [Range<Int>: Int]

  private static let fewPaths = 8

  init(of use: FormulaUse, at index: Int, in tree: FormTree) {
    let all = PathCollector.paths(of: use, at: index, in: tree)
    self.all = all
    places =
      all.count <= Self.fewPaths
      ? [:] : Dictionary(all.indices.map { (all[$0].range, $0) }) { first, _ in first }
  }

  /// The path that stands exactly there.
  subscript(range: Range<Int>) -> PathUse? {
    places.isEmpty ? all.first { $0.range == range } : places[range].map { all[$0] }
  }
}

/// Walks an expression and resolves its paths.
private struct PathCollector {
  private let tree: FormTree
  private let formula: Int
  private let owner: FormTree.Node
  private var found: [PathUse] = []
  /// Inside the condition of a draw, which every row answers for itself.
  private var asksEachRow = false

  static func paths(of use: FormulaUse, at index: Int, in tree: FormTree) -> [PathUse] {
    guard let expression = use.expression else { return [] }
    let owner = use.owner.map { FormTree.Node.item($0) } ?? .root
    var collector = PathCollector(tree: tree, formula: index, owner: owner)
    // A choice filter looks at a choice: bare names are its columns.
    let start = use.column == .choiceFilter ? FormTree.Node.elsewhere : owner
    collector.visit(expression, from: [start], wantsSet: false)
    return collector.found
  }

  private init(tree: FormTree, formula: Int, owner: FormTree.Node) {
    self.tree = tree
    self.formula = formula
    self.owner = owner
  }

  /// Nested at most `ExpressionLimits.maximumDepth` deep, as the parser ensures; chains of operators
  /// lean left and are unrolled.
  private mutating func visit(
    _ expression: Expression, from context: [FormTree.Node], wantsSet: Bool
  ) {
    var rest = expression
    while case .binary(let op, let left, let right) = rest.kind {
      visit(right, from: context, wantsSet: wantsSet && op == .union)
      rest = left
    }
    switch rest.kind {
    case .number, .text, .binary: break
    case .negation(let inner): visit(inner, from: context, wantsSet: false)
    case .call("draw", let arguments) where arguments.count > 3:
      for argument in arguments[..<3] { visit(argument, from: context, wantsSet: true) }
      let rows = found.last?.targets.map { FormTree.Node.item($0) } ?? [.elsewhere]
      asksEachRow = true
      visit(arguments[3], from: rows, wantsSet: false)
      asksEachRow = false
    case .call(let function, let arguments):
      for (position, argument) in arguments.enumerated() {
        let takesSet = Function.takesSet(function, at: position)
        visit(argument, from: context, wantsSet: takesSet || wantsSet)
      }
    case .path(let path): resolve(path, range: rest.range, from: context, wantsSet: wantsSet)
    }
  }

  private mutating func resolve(
    _ path: Path, range: Range<Int>, from context: [FormTree.Node], wantsSet: Bool
  ) {
    var nodes: [FormTree.Node]
    var reference: Reference?
    switch path.start {
    case .root: nodes = [.document]
    case .context: nodes = context
    case .reference(let named):
      reference = named
      let targets = tree.byName[named.name] ?? []
      let isKnown = !named.isLastSaved && (1...FormTree.mostTargets).contains(targets.count)
      nodes = isKnown ? targets.map { .item($0) } : [.elsewhere]
    case .expression(let inner):
      visit(inner, from: context, wantsSet: true)
      nodes = Self.isCurrent(inner) ? [owner] : [.elsewhere]
    }
    for predicate in path.predicates { visit(predicate, from: nodes, wantsSet: false) }
    var unknown: String?
    for step in path.steps {
      let next = Array(Set(nodes.flatMap { tree.follow(step, from: $0) }))
      if next.isEmpty, !nodes.isEmpty, case .name(let name) = step.test { unknown = name }
      nodes = next.count > FormTree.mostTargets ? [.elsewhere] : next
      for predicate in step.predicates { visit(predicate, from: nodes, wantsSet: false) }
    }
    let picksRow = !path.predicates.isEmpty || path.steps.contains { !$0.predicates.isEmpty }
    found.append(
      PathUse(
        formula: formula, range: range, reference: reference,
        targets: nodes.compactMap { if case .item(let index) = $0 { index } else { nil } },
        unknownStep: unknown, isSet: wantsSet || picksRow || asksEachRow))
  }

  private static func isCurrent(_ expression: Expression) -> Bool {
    if case .call("current", _) = expression.kind { true } else { false }
  }
}
