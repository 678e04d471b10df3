extension [Item] {
  /// Every item of the tree in the order of the questionnaire, parents before their children.
  package var flattened: [Item] {
    var found: [Item] = []
    func add(_ items: [Item]) {
      for item in items {
        found.append(item)
        add(item.children)
      }
    }
    add(self)
    return found
  }
}
