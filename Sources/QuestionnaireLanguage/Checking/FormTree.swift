/// The questionnaire's tree as location paths walk it.
struct FormTree {
  let entries: [FormEntry]
  let topLevel: [Int]
  let byName: [String: [Int]]
  let rootName: String

  /// Where a step stands.
  enum Node: Hashable {
    /// Above the root element.
    case document
    /// The root element.
    case root
    case item(Int)
    /// Outside the questionnaire (an `instance()`, an attribute) or not known statically.
    case elsewhere
  }

  func children(of node: Node) -> [Int] {
    switch node {
    case .document, .elsewhere: []
    case .root: topLevel
    case .item(let index): entries[index].children
    }
  }

  func parent(of node: Node) -> Node {
    switch node {
    case .document, .root: .document
    case .item(let index): entries[index].parent.map { .item($0) } ?? .root
    case .elsewhere: .elsewhere
    }
  }

  /// Where a step leads from `node`; empty if nothing of that name is there.
  func follow(_ step: Step, from node: Node) -> [Node] {
    if node == .elsewhere { return [.elsewhere] }
    switch (step.axis, step.test) {
    case (.`self`, _): return [node]
    case (.parent, _): return [parent(of: node)]
    case (.child, .name(let name)):
      if node == .document { return name == rootName ? [.root] : [] }
      let named = children(of: node).filter { entries[$0].item.name == name }
      if !named.isEmpty { return named.map { .item($0) } }
      return isGenerated(name, under: node) ? [.elsewhere] : []
    case (.child, .anyName), (.child, .anyNode):
      if node == .document { return [.root] }
      return children(of: node).map { .item($0) }
    default: return [.elsewhere]
    }
  }

  /// Elements that the response holds without a row of their own.
  private func isGenerated(_ name: String, under node: Node) -> Bool {
    if node == .root, name == "meta" { return true }
    return children(of: node).contains { index in
      let entry = entries[index]
      return entry.choiceSource?.orOther == true && name == entry.item.name + "_other"
        || entry.isRoster && name == entry.item.name + "_count"
    }
  }
}
