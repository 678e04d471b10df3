import QuestionnaireLanguage
import Replication

/// Growing and walking the tree of answers.
extension Interview {
  mutating func plantRoot() {
    answers.nodes[0].definition = 0
    cells.append(Cell(definition: 0))
    onlyNodes[0] = 0
    plantChildren(of: 0, in: [])
  }

  /// - Parameter rows: those that the node lies in, itself included.
  private mutating func plantChildren(of node: Int, in rows: [RowID]) {
    let definition = cells[node].definition
    answers.nodes[node].children.reserveCapacity(form.nodes[definition].children.count)
    for child in form.nodes[definition].children {
      guard form.nodes[child].kind == .roster else {
        plant(child, in: node, at: nil, row: nil, position: 0, rows)
        continue
      }
      for row in initialRows(of: child, in: node) where !isFull {
        plantRow(child, in: node, row: row)
      }
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

  /// Whether the interview holds as much as it may: no more rows are made, and it is no longer
  /// without error.
  var isFull: Bool { cells.count >= nodeLimit }

  /// Adds a row after the last one of its roster.
  @discardableResult
  mutating func plantRow(_ roster: Int, in node: Int, row: RowID) -> Int {
    let rows = answers.children(of: node, defined: roster)
    return plant(
      roster, in: node, at: rows.endIndex, row: row, position: rows.count, rowIDs(of: node) + [row])
  }

  /// - Parameters:
  ///   - place: among the parent's children; nil behind them.
  ///   - rows: those that the new node lies in, itself included.
  @discardableResult
  private mutating func plant(
    _ definition: Int, in parent: Int, at place: Int?, row: RowID?, position: Int, _ rows: [RowID]
  ) -> Int {
    var treeNode = Tree.Node(name: form.nodes[definition].name, parent: parent)
    treeNode.position = position
    treeNode.definition = definition
    treeNode.isRow = row != nil
    treeNode.isRelevant = answers.nodes[parent].isRelevant
    var cell = Cell(definition: definition)
    cell.row = row
    cell.isReadOnly = form.nodes[definition].isAlwaysReadOnly
    let isLeaf = form.nodes[definition].kind == .leaf
    if isLeaf { fill(&cell, &treeNode, rows) }
    let node = cells.count
    if rows.isEmpty { onlyNodes[definition] = Int32(node) }
    cells.append(cell)
    answers.nodes.append(treeNode)
    if let place {
      answers.nodes[parent].children.insert(node, at: place)
    } else {
      answers.nodes[parent].children.append(node)
    }
    if !isLeaf { plantChildren(of: node, in: rows) }
    return node
  }

  /// Gives a new leaf what was recorded for it, else the default the author fixed.
  private func fill(_ cell: inout Cell, _ node: inout Tree.Node, _ rows: [RowID]) {
    let definition = cell.definition
    let isDerived = form.nodes[definition].isDerivedUnlessRecorded(in: form)
    if isDerived, form.nodes[definition].control == nil { return }
    if let value = recordedAnswer(of: definition, in: rows) {
      cell.take(value, type: form.nodes[definition].type, answerCoding, &node)
    } else if !isDerived, case .fixed(let text) = form.nodes[definition].initial {
      cell.answer = answerCoding.answer(text, form.nodes[definition].type)
      node.value = cell.answer?.value ?? .empty
    }
  }

  // MARK: Walking

  func children(of node: Int) -> [Int] { answers.nodes[node].children }

  /// The rows on the way to a node, outermost first.
  func rowIDs(of node: Int) -> [RowID] {
    guard !form.nodes[cells[node].definition].rosters.isEmpty else { return [] }
    return answers.chain(to: node).compactMap { cells[$0].row }
  }

  func answerKey(of node: Int) -> AnswerKey {
    AnswerKey(question: form.nodes[cells[node].definition].path, rows: rowIDs(of: node))
  }

  /// The nodes of a definition inside `node`, in document order.
  func instances(of definition: Int, under node: Int) -> [Int] {
    if node == 0, onlyNodes[definition] >= 0 { return [Int(onlyNodes[definition])] }
    let way = form.nodes[definition].way
    let depth = form.nodes[cells[node].definition].depth
    guard depth < way.count, way[depth] == cells[node].definition else { return [] }
    var found = [node]
    for step in way[(depth + 1)...] {
      found =
        found.count == 1
        ? Array(answers.children(of: found[0], defined: step))
        : found.flatMap { answers.children(of: $0, defined: step) }
    }
    return found
  }

  /// The innermost row that a node shares with the instances of another definition; the root
  /// where they share none.
  func sharedRow(of node: Int, with definition: Int) -> Int {
    let own = form.nodes[cells[node].definition].rosters
    guard !own.isEmpty else { return 0 }
    let shared = zip(own, form.nodes[definition].rosters).prefix { $0 == $1 }.last?.0
    var current = node
    while current > 0, cells[current].definition != shared {
      current = answers.nodes[current].parent
    }
    return current
  }

  // MARK: Paths

  /// The path as it is spelled for people and files: a row carries its place, from 1.
  func path(of node: Int) -> String {
    answers.chain(to: node).map { step in
      let name = "/" + answers.nodes[step].name
      return cells[step].row == nil ? name : name + "[\(answers.nodes[step].position + 1)]"
    }.joined()
  }

  /// The node at a path; a row's place left out means the first.
  func find(_ path: String) -> Int? {
    if let definition = form.byPath[path] { return first(of: definition) }
    var steps = path.split(separator: "/", omittingEmptySubsequences: true)[...]
    guard path.hasPrefix("/"), steps.popFirst().map(String.init) == form.nodes[0].name else {
      return nil
    }
    var node = 0
    for step in steps {
      guard let (name, position) = Self.parts(step),
        let definition = form.nodes[cells[node].definition].children.first(where: {
          form.nodes[$0].name == name
        })
      else { return nil }
      let found = answers.children(of: node, defined: definition)
      guard position < found.count else { return nil }
      node = found[found.startIndex + position]
    }
    return node
  }

  /// The node of a definition in the first row of every roster around it.
  private func first(of definition: Int) -> Int? {
    var node = 0
    for step in form.nodes[definition].way.dropFirst() {
      guard let next = answers.children(of: node, defined: step).first else { return nil }
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
