import Synchronization

/// Finds a list's items by the text in one of their columns, without walking the list. A column
/// is indexed when it is first asked for, once for all interviews with a questionnaire.
package final class ItemIndex: Sendable {
  private struct Column: Hashable {
    var item: String
    var name: String
  }

  /// By the column's text, the items in order; nil where no item has the column, or one twice.
  private let columns = Mutex<[Column: [String: [Int]]?]>([:])

  package init() {}

  /// The children of the root called `item` whose `column` reads `text`; an item without the column
  /// has the empty text. Nil where that cannot be told from an index.
  func items(_ item: String, where column: String, reads text: String, in tree: Tree) -> [Int]? {
    columns.withLock { columns in
      let key = Column(item: item, name: column)
      if let known = columns[key] { return known.map { $0[text] ?? [] } }
      // Names that no file has could be asked for without end.
      guard columns.count < DataFileLimits.columns else { return nil }
      let made = Self.index(key, tree)
      columns[key] = .some(made)
      return made.map { $0[text] ?? [] }
    }
  }

  private static func index(_ column: Column, _ tree: Tree) -> [String: [Int]]? {
    var items: [String: [Int]] = [:]
    var isThere = false
    for node in tree.nodes[0].children where tree.nodes[node].name == column.item {
      let cells = tree.nodes[node].children.filter { tree.nodes[$0].name == column.name }
      guard cells.count <= 1 else { return nil }
      guard case .text(let text) = cells.first.map({ tree.nodes[$0].value }) ?? .empty else {
        return nil
      }
      isThere = isThere || !cells.isEmpty
      items[text, default: []].append(node)
    }
    return isThere ? items : nil
  }
}
