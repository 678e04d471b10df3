/// What an expression yields: XPath 1.0's types, and ODK's date.
package enum Value: Hashable, Sendable {
  case number(Double)
  case text(String)
  case boolean(Bool)
  /// Milliseconds since 1970-01-01T00:00Z. A date is its local midnight.
  case date(Int64)
  case nodes([NodeReference])

  /// The value of a node without one.
  package static let empty = Value.text("")
}

/// A node of one of the trees that an evaluation can see.
package struct NodeReference: Hashable, Sendable {
  /// The tree's place in `Trees`; 0 is the interview.
  package var tree: Int
  package var node: Int
  package init(tree: Int, node: Int) {
    self.tree = tree
    self.node = node
  }
}

/// The type of a value, for checking expressions before they run.
public enum ValueType: String, Hashable, Sendable {
  case number
  case text
  case boolean
  case date
  case nodes
  /// Known only when it runs.
  case any
}
