extension Function {
  /// Whether the argument at `position` takes a set of nodes, so that a path into a roster from
  /// outside it means every row.
  static func takesSet(_ name: String, at position: Int) -> Bool {
    guard let parameters = FunctionTable.function(named: name)?.parameters,
      let type = position < parameters.count ? parameters[position] : parameters.last
    else { return false }
    return type == .nodes || type == .any && foldsEveryValue.contains(name)
  }

  /// Functions that use every value of a node-set, though they take single values too.
  private static let foldsEveryValue: Set<String> = ["concat", "join", "max", "min"]
}
