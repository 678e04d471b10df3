/// What paths walk over: an interview, a list of choices, an XML document.
package struct Tree: Sendable {
  package struct Node: Sendable {
    package var name: String
    /// -1 for the root.
    package var parent: Int
    package var children: [Int] = []
    /// The value of a leaf; a node with children has that of its texts, usually none.
    package var value = Value.empty
    /// The missing code that stands in place of an answer.
    package var missing: String?
    /// False where the node or one above it is not asked: it is then no node to any path.
    package var isRelevant = true
    /// 0-based, among the siblings of the same name.
    package var position = 0
    /// A row of a roster.
    package var isRow = false
    /// What the node stands for in the tree's owner (a compiled question); -1: nothing.
    package var definition = -1

    package init(name: String, parent: Int) {
      self.name = name
      self.parent = parent
    }
  }

  package var nodes: [Node]

  /// A tree with a root of that name at index 0.
  package init(root: String) { nodes = [Node(name: root, parent: -1)] }

  /// Appends a child; `position` is counted among its siblings unless the caller knows it.
  @discardableResult
  package mutating func append(_ name: String, to parent: Int, position: Int? = nil) -> Int {
    var node = Node(name: name, parent: parent)
    node.position = position ?? nodes[parent].children.count { nodes[$0].name == name }
    nodes.append(node)
    nodes[parent].children.append(nodes.count - 1)
    return nodes.count - 1
  }

  /// The children that stand for a definition, in a tree whose children are in the order of their
  /// definitions: one, or the rows of a roster.
  package func children(of node: Int, defined definition: Int) -> ArraySlice<Int> {
    let children = nodes[node].children
    var low = 0
    var high = children.count
    while low < high {
      let middle = (low + high) / 2
      if nodes[children[middle]].definition < definition {
        low = middle + 1
      } else {
        high = middle
      }
    }
    var end = low
    while end < children.count, nodes[children[end]].definition == definition { end += 1 }
    return children[low..<end]
  }

  /// From the root down to the node.
  package func chain(to node: Int) -> [Int] {
    var chain: [Int] = []
    var current = node
    while current >= 0 {
      chain.append(current)
      current = nodes[current].parent
    }
    return chain.reversed()
  }
}
