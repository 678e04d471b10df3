/// The questionnaire's tree as location paths walk it.
struct FormTree {
  let entries: [FormEntry]
  let topLevel: [Int]
  let byName: [String: [Int]]
  let rootName: String
  private let byParentAndName: [Child: [Int]]

  /// A name below an item; nil: below the root element.
  private struct Child: Hashable {
    let parent: Int?
    let name: String
  }

  init(entries: [FormEntry], topLevel: [Int], byName: [String: [Int]], rootName: String) {
    self.entries = entries
    self.topLevel = topLevel
    self.byName = byName
    self.rootName = rootName
    byParentAndName = Dictionary(grouping: entries.indices) {
      Child(parent: entries[$0].parent, name: entries[$0].item.name)
    }
  }

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
      let named = children(named: name, of: node)
      if named.count > Self.mostTargets { return [.elsewhere] }
      if !named.isEmpty { return named.map { .item($0) } }
      return isGenerated(name, under: node) ? [.elsewhere] : []
    case (.child, .anyName), (.child, .anyNode):
      if node == .document { return [.root] }
      let all = children(of: node)
      return all.count > Self.mostTargets ? [.elsewhere] : all.map { .item($0) }
    default: return [.elsewhere]
    }
  }

  /// A path to more items than these says nothing that a rule could use; it counts as unknown.
  static let mostTargets = 64

  private func children(named name: String, of node: Node) -> [Int] {
    let parent: Int?
    switch node {
    case .document, .elsewhere: return []
    case .root: parent = nil
    case .item(let index): parent = index
    }
    return byParentAndName[Child(parent: parent, name: name)] ?? []
  }

  /// Elements that the response holds without a row of their own.
  private func isGenerated(_ name: String, under node: Node) -> Bool {
    if node == .root, name == "meta" { return true }
    func holds(_ suffix: String, where isSource: (FormEntry) -> Bool) -> Bool {
      guard name.hasSuffix(suffix) else { return false }
      return children(named: String(name.dropLast(suffix.count)), of: node).contains {
        isSource(entries[$0])
      }
    }
    return holds("_other") { $0.choiceSource?.orOther == true } || holds("_count") { $0.isRoster }
  }
}
