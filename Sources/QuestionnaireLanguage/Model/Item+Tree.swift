extension [Item] {
  /// Calls `body` with every item of the tree in the order of the questionnaire, parents before
  /// their children.
  package func forEachItem(_ body: (Item) -> Void) {
    for item in self {
      body(item)
      item.children.forEachItem(body)
    }
  }
}
