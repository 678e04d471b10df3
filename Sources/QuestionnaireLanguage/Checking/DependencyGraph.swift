/// What must be known before what: from each item to the items that its formulas look at.
struct DependencyGraph {
  private let context: CheckContext
  /// By vertex: the vertices it needs. Vertex `2i` is item i, `2i + 1` its relevance.
  private var needs: [[Int]]

  init(_ context: CheckContext) {
    self.context = context
    needs = Array(repeating: [], count: context.entries.count * 2)
    for entry in context.entries {
      needs[2 * entry.index].append(2 * entry.index + 1)
      // Relevance passes down: what is inside needs the relevance of what is around it.
      if let parent = entry.parent { needs[2 * entry.index + 1].append(2 * parent + 1) }
    }
    for path in context.paths where path.reference?.isLastSaved != true {
      let use = context.formulas[path.formula]
      guard let owner = use.owner, Self.ordering.contains(use.column) else { continue }
      let vertex = use.column == .relevant ? 2 * owner + 1 : 2 * owner
      needs[vertex] += path.targets.map { 2 * $0 }
    }
  }

  /// The columns that take part in the order of computing.
  private static let ordering: Set<FormulaColumn> = [.relevant, .required, .readOnly, .calculation]

  /// The sets of items that depend on each other, each in document order.
  var circles: [[Int]] {
    stronglyConnected().compactMap { component in
      let isCircle = component.count > 1 || needs[component[0]].contains(component[0])
      return isCircle ? Set(component.map { $0 / 2 }).sorted() : nil
    }.sorted { $0[0] < $1[0] }
  }

  /// For each circle, its first formula that looks into it.
  func formulas(within circles: [[Int]]) -> [Formula?] {
    var circleOf: [Int: Int] = [:]
    for (index, circle) in circles.enumerated() {
      for item in circle { circleOf[item] = index }
    }
    var found = [Formula?](repeating: nil, count: circles.count)
    for path in context.paths {
      let use = context.formulas[path.formula]
      guard let owner = use.owner, Self.ordering.contains(use.column),
        let circle = circleOf[owner], found[circle] == nil,
        path.targets.contains(where: { circleOf[$0] == circle })
      else { continue }
      found[circle] = use.formula
    }
    return found
  }

  /// Tarjan's algorithm, with its own stack: a chain of calculations may be thousands long.
  private func stronglyConnected() -> [[Int]] {
    var components: [[Int]] = []
    var number = Array(repeating: -1, count: needs.count)
    var low = number
    var onPath = Array(repeating: false, count: needs.count)
    var path: [Int] = []
    var next = 0
    for start in needs.indices where number[start] < 0 {
      var visits: [(vertex: Int, edge: Int)] = [(start, 0)]
      while let (vertex, edge) = visits.last {
        if edge == 0 {
          number[vertex] = next
          low[vertex] = next
          next += 1
          path.append(vertex)
          onPath[vertex] = true
        }
        if edge < needs[vertex].count {
          visits[visits.count - 1].edge += 1
          let needed = needs[vertex][edge]
          if number[needed] < 0 {
            visits.append((needed, 0))
          } else if onPath[needed] {
            low[vertex] = min(low[vertex], number[needed])
          }
          continue
        }
        visits.removeLast()
        if let (caller, _) = visits.last { low[caller] = min(low[caller], low[vertex]) }
        guard low[vertex] == number[vertex] else { continue }
        var component: [Int] = []
        repeat {
          component.append(path.removeLast())
          onPath[component[component.count - 1]] = false
        } while component.last != vertex
        components.append(component)
      }
    }
    return components
  }
}
