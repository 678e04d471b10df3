import QuestionnaireLanguage
import Replication

extension Interview {
  /// Adds a row at the end of a roster, with an identity of its own.
  ///
  /// - Parameter roster: as `/data/child`, or `/data/house[2]/child` in a row.
  /// - Returns: the new row's path.
  @discardableResult
  public mutating func addRow(_ roster: String) throws(InterviewError) -> String {
    let (definition, parent) = try place(of: roster)
    guard form.nodes[definition].formulas[.count] == nil else { throw .countedRoster(path: roster) }
    let rows = instances(of: definition, under: parent)
    guard rows.count < InterviewLimits.maximumRows else {
      throw .tooManyRows(path: roster, limit: InterviewLimits.maximumRows)
    }
    guard !isFull else { throw .full(limit: nodeLimit) }
    begin()
    // Behind every row that stands: after a deletion, their number is a place already taken.
    let taken = recordedPositions(of: form.nodes[definition].path, in: rowIDs(of: parent)).values
    let last = max(UInt32(rows.count), taken.max() ?? 0)
    let node = grow(definition, in: parent, row: .minted(run.random.next()))
    write(
      .row(position: last == .max ? last : last + 1), to: .row(answerKey(of: node)))
    rowsChanged(definition, in: parent)
    recompute()
    return path(of: node)
  }

  /// Deletes a row; its answers stay in the record, out of sight.
  ///
  /// - Parameter path: as `/data/child[2]`.
  public mutating func deleteRow(_ path: String) throws(InterviewError) {
    guard let node = find(path) else { throw .noSuchNode(path: path) }
    let definition = cells[node].definition
    guard form.nodes[definition].kind == .roster else { throw .notARoster(path: path) }
    guard form.nodes[definition].formulas[.count] == nil else { throw .countedRoster(path: path) }
    write(.deleted(context: seen), to: .row(answerKey(of: node)))
    let parent = answers.nodes[node].parent
    remove(node)
    answers.nodes[parent].children.removeAll { $0 == node }
    for (position, row) in instances(of: definition, under: parent).enumerated() {
      answers.nodes[row].position = position
    }
    rowsChanged(definition, in: parent)
    recompute()
  }

  private mutating func remove(_ node: Int) {
    cells[node].isRemoved = true
    for child in children(of: node) { remove(child) }
  }

  private func place(of roster: String) throws(InterviewError) -> (definition: Int, parent: Int) {
    let cut = roster.lastIndex(of: "/") ?? roster.startIndex
    guard let parent = find(String(roster[..<cut])),
      let (name, _) = Self.parts(roster[cut...].dropFirst())
    else { throw .noSuchNode(path: roster) }
    let candidates = form.nodes[cells[parent].definition].children
    guard let definition = candidates.first(where: { form.nodes[$0].name == name }) else {
      throw .noSuchNode(path: roster)
    }
    guard form.nodes[definition].kind == .roster else { throw .notARoster(path: roster) }
    return (definition, parent)
  }

  /// Plants a row and notes what must be computed for it.
  private mutating func grow(_ roster: Int, in parent: Int, row: RowID) -> Int {
    let node = plantRow(roster, in: parent, row: row)
    if !isLoading { setInitialValues(under: node) }
    schedule(under: node)
    return node
  }

  /// Makes a counted roster have at least that many rows; those beyond are kept aside. An empty
  /// count decides nothing, and no rows are made in what is not asked.
  mutating func setCount(_ value: Value, of roster: Int, in parent: Int) {
    guard let wanted = wantedRows(value) else { return }
    var rows = instances(of: roster, under: parent)
    let isAsked =
      answers.nodes[parent].isRelevant && rows.first.map { cells[$0].isRelevant } ?? true
    if isAsked, rows.count < wanted {
      while rows.count < wanted, !isFull {
        rows.append(grow(roster, in: parent, row: .ordinal(UInt32(rows.count + 1))))
      }
      rowsChanged(roster, in: parent)
    }
    for (index, row) in rows.enumerated() where cells[row].isSurplus != (index >= wanted) {
      cells[row].isSurplus = index >= wanted
      spreadRelevance(from: row)
    }
  }

  /// Nil where the count is empty or no number.
  private func wantedRows(_ value: Value) -> Int? {
    let number: Double
    switch value {
    case .number(let given): number = given
    case .text(let text): number = NumberText.number(text)
    case .boolean(let isTrue): number = isTrue ? 1 : 0
    case .date, .nodes: return nil
    }
    guard !number.isNaN else { return nil }
    return Int(max(0, min(Double(InterviewLimits.maximumRows), number)))
  }
}
