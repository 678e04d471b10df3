import QuestionnaireLanguage

/// Paths by definitions instead of names: found once, followed in every evaluation.
extension FormResolver {
  func route(of path: Path) -> Route? {
    guard let owner, path.predicates.isEmpty, path.steps.allSatisfy(\.predicates.isEmpty) else {
      return nil
    }
    var steps = path.steps[...]
    var top = owner
    switch path.start {
    case .root: top = shared(owner, &steps)
    case .context: top = climbed(from: owner, &steps)
    case .expression(let expression):
      guard case .call("current", let arguments) = expression.kind, arguments.isEmpty else {
        return nil
      }
      top = climbed(from: owner, &steps)
    case .reference: return nil
    }
    guard top >= 0, let down = descent(from: top, steps) else { return nil }
    return Route(owner: owner, up: nodes[owner].depth - nodes[top].depth, down: down)
  }

  /// The lowest node on the owner's way that an absolute path names too; -1: none.
  private func shared(_ owner: Int, _ steps: inout ArraySlice<Step>) -> Int {
    var lowest = -1
    for node in nodes[owner].way {
      guard let step = steps.first, name(of: step) == nodes[node].name else { break }
      lowest = node
      steps.removeFirst()
    }
    return lowest
  }

  private func climbed(from owner: Int, _ steps: inout ArraySlice<Step>) -> Int {
    var node = owner
    while node >= 0, let step = steps.first, step.axis == .parent, step.test == .anyNode {
      node = nodes[node].parent
      steps.removeFirst()
    }
    return node
  }

  private func descent(from top: Int, _ steps: ArraySlice<Step>) -> [Int]? {
    var node = top
    var down: [Int] = []
    for step in steps {
      guard let name = name(of: step) else { return nil }
      let named = nodes[node].children.filter { nodes[$0].name == name }
      guard named.count == 1 else { return nil }
      node = named[0]
      down.append(node)
    }
    return down
  }

  private func name(of step: Step) -> String? {
    guard step.axis == .child, case .name(let name) = step.test else { return nil }
    return name
  }
}
