extension [Item] {
  /// Calls `body` with every item of the tree in the order of the questionnaire, parents before
  /// their children.
  package func forEachItem(_ body: (Item) -> Void) {
    // By index, because a loop's variable would be a copy of the item.
    for index in indices {
      body(self[index])
      self[index].children.forEachItem(body)
    }
  }
}
