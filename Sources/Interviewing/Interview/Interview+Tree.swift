import QuestionnaireLanguage
import Replication

/// Growing and walking the tree of answers.
extension Interview {
  mutating func plantRoot() {
    trees.all[0].nodes[0].definition = 0
    cells = [Cell(definition: 0)]
    plantChildren(of: 0)
  }

  private mutating func plantChildren(of node: Int) {
    for child in form.nodes[cells[node].definition].children {
      guard form.nodes[child].kind == .roster else {
        plant(child, in: node, at: trees.all[0].nodes[node].children.count, row: nil, position: 0)
        continue
      }
      for row in initialRows(of: child, in: node) { plantRow(child, in: node, row: row) }
    }
  }

  /// A roster starts with one row, and one inside it too, as ODK's engines have it; the rows added
  /// later start with no rows inside. A stored one has what was stored.
  private func initialRows(of roster: Int, in node: Int) -> [RowID] {
    let path = form.nodes[roster].path
    let parent = rowIDs(of: node)
    let first = RowID.ordinal(1)
    let isInitial = parent.allSatisfy { $0 == first }
    if form.nodes[roster].formulas[.count] != nil {
      let count = max(isInitial ? 1 : 0, recordedCounts.rows(of: path, in: parent))
      return (0..<count).map { .ordinal(UInt32($0 + 1)) }
    }
    let others = recordedRows(of: path, in: parent).filter { $0 != first }
    let key = AnswerKey(question: path, rows: parent + [first])
    let rows = (isInitial && !isDeleted(key) ? [first] : []) + others
    return Array(rows.prefix(InterviewLimits.maximumRows))
  }

  /// Adds a row after the last one of its roster.
  @discardableResult
  mutating func plantRow(_ roster: Int, in node: Int, row: RowID) -> Int {
    let siblings = trees.all[0].nodes[node].children
    let place = siblings.firstIndex { cells[$0].definition > roster } ?? siblings.count
    let position = siblings.count { cells[$0].definition == roster }
    return plant(roster, in: node, at: place, row: row, position: position)
  }

  @discardableResult
  private mutating func plant(
    _ definition: Int, in parent: Int, at place: Int, row: RowID?, position: Int
  ) -> Int {
    var treeNode = Tree.Node(name: form.nodes[definition].name, parent: parent)
    treeNode.position = position
    treeNode.definition = definition
    treeNode.isRow = row != nil
    treeNode.isRelevant = trees.all[0].nodes[parent].isRelevant
    let node = cells.count
    trees.all[0].nodes.append(treeNode)
    trees.all[0].nodes[parent].children.insert(node, at: place)
    var cell = Cell(definition: definition)
    cell.row = row
    cell.isReadOnly = form.nodes[definition].isAlwaysReadOnly
    cells.append(cell)
    if form.nodes[definition].kind == .leaf {
      fill(node)
    } else {
      plantChildren(of: node)
    }
    return node
  }

  /// Gives a new leaf what was recorded for it, else the default the author fixed.
  private mutating func fill(_ node: Int) {
    let definition = form.nodes[cells[node].definition]
    if isDerived(node) { return }
    if let value = recorded(.answer(answerKey(of: node))) {
      take(value, at: node)
    } else if case .fixed(let text) = definition.initial {
      show(answerCoding.answer(text, definition.type), at: node)
    }
  }

  // MARK: Walking

  func children(of node: Int) -> [Int] { trees.all[0].nodes[node].children }

  /// The rows on the way to a node, outermost first.
  func rowIDs(of node: Int) -> [RowID] {
    trees.all[0].chain(to: node).compactMap { cells[$0].row }
  }

  func answerKey(of node: Int) -> AnswerKey {
    AnswerKey(question: form.nodes[cells[node].definition].path, rows: rowIDs(of: node))
  }

  /// The nodes of a definition inside `node`, in document order.
  func instances(of definition: Int, under node: Int) -> [Int] {
    var way: [Int] = []
    var step = definition
    while step >= 0, step != cells[node].definition {
      way.append(step)
      step = form.nodes[step].parent
    }
    guard step >= 0 else { return [] }
    var found = [node]
    for step in way.reversed() {
      found = found.flatMap { parent in
        children(of: parent).filter { cells[$0].definition == step }
      }
    }
    return found
  }

  /// The innermost row that a node shares with the instances of another definition; the root
  /// where they share none.
  func sharedRow(of node: Int, with definition: Int) -> Int {
    let own = form.nodes[cells[node].definition].rosters
    let shared = zip(own, form.nodes[definition].rosters).prefix { $0 == $1 }.last?.0
    var current = node
    while current > 0, cells[current].definition != shared {
      current = trees.all[0].nodes[current].parent
    }
    return current
  }

  // MARK: Paths

  /// The path as it is spelled for people and files: a row carries its place, from 1.
  func path(of node: Int) -> String {
    trees.all[0].chain(to: node).map { step in
      let name = "/" + trees.all[0].nodes[step].name
      return cells[step].row == nil ? name : name + "[\(trees.all[0].nodes[step].position + 1)]"
    }.joined()
  }

  /// The node at a path; a row's place left out means the first.
  func find(_ path: String) -> Int? {
    var steps = path.split(separator: "/", omittingEmptySubsequences: true)[...]
    guard path.hasPrefix("/"), steps.popFirst().map(String.init) == form.nodes[0].name else {
      return nil
    }
    var node = 0
    for step in steps {
      guard let (name, position) = Self.parts(step) else { return nil }
      let next = children(of: node).first {
        trees.all[0].nodes[$0].name == name && trees.all[0].nodes[$0].position == position
      }
      guard let next else { return nil }
      node = next
    }
    return node
  }

  /// `child[2]` as its name and its 0-based place.
  static func parts(_ step: Substring) -> (name: String, position: Int)? {
    guard let bracket = step.firstIndex(of: "[") else { return (String(step), 0) }
    guard step.last == "]",
      let place = Int(step[step.index(after: bracket)...].dropLast()), place >= 1
    else { return nil }
    return (String(step[..<bracket]), place - 1)
  }
}
