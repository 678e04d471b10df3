package import Interviewing
package import Replication

/// Turns one response, as the interview engine shows it, into the rows it fills.
package struct ResponseRows: Sendable {
  /// A line of one of the layout's tables.
  package struct Row: Hashable, Sendable {
    package var table: Int
    package var cells: [String]
  }

  private let layout: DataSetLayout
  private let tableOfRoster: [String: Int]
  private let places: [Places]

  package init(_ layout: DataSetLayout) {
    self.layout = layout
    tableOfRoster = Dictionary(
      layout.tables.enumerated().compactMap { index, table in table.roster.map { ($0, index) } },
      uniquingKeysWith: { first, _ in first })
    places = layout.tables.map(Places.init)
  }

  /// The rows of a response, parents before children; what is irrelevant is left empty, rows of an
  /// irrelevant roster are left out.
  ///
  /// - Parameter comment: what was written to explain the answer that is kept there.
  package func rows(
    of nodes: [NodeState], _ facts: ResponseFacts, comment: (AnswerKey) -> String? = { _ in nil }
  ) -> [Row] {
    var rows = [blank(0)]
    var open: [OpenRow] = [OpenRow(path: "", identity: "", index: 0, table: 0)]
    for node in nodes {
      while open.count > 1, let last = open.last, !node.path.hasPrefix(last.path + "/") {
        open.removeLast()
      }
      guard node.isRelevant, let around = open.last else { continue }
      switch node.kind {
      case .group: continue
      case .leaf: fill(&rows[around.index], with: node, comment)
      case .row:
        guard let row = begin(node, in: around, at: rows.count) else { continue }
        var cells = blank(row.table)
        for (column, place) in zip(layout.tables[row.table].columns, cells.cells.indices) {
          guard case .key(let key) = column.content else { continue }
          cells.cells[place] =
            switch key {
            case .row: row.identity
            case .parentRow: around.identity
            case .rowNumber: Self.number(ofRow: node.path)
            default: facts.cell(key)
            }
        }
        rows.append(cells)
        open.append(row)
      }
    }
    for (place, column) in layout.tables[0].columns.enumerated() {
      if case .key(let key) = column.content { rows[0].cells[place] = facts.cell(key) }
    }
    return rows
  }

  private struct OpenRow {
    var path: String
    var identity: String
    var index: Int
    var table: Int
  }

  private func blank(_ table: Int) -> Row {
    Row(
      table: table, cells: Array(repeating: "", count: layout.tables[table].columns.count))
  }

  private func begin(_ node: NodeState, in around: OpenRow, at index: Int) -> OpenRow? {
    guard let table = tableOfRoster[Self.withoutRows(node.path)] else { return nil }
    var identity = "#" + Self.number(ofRow: node.path)
    if case .row(let key)? = node.key, let row = key.rows.last { identity = row.text }
    if !around.identity.isEmpty { identity = around.identity + "." + identity }
    return OpenRow(path: node.path, identity: identity, index: index, table: table)
  }

  private func fill(
    _ row: inout Row, with node: NodeState, _ comment: (AnswerKey) -> String?
  ) {
    guard let answer = node.answer,
      let place = places[row.table].byPath[Self.withoutRows(node.path)]
    else { return }
    if let column = place.comment, case .answer(let key)? = node.key, let text = comment(key) {
      row.cells[column] = text
    }
    if let missing = answer.missing {
      if let column = place.missing { row.cells[column] = missing }
      return
    }
    row.cells[place.value] = answer.value
    guard !answer.value.isEmpty, !place.choices.isEmpty else { return }
    for column in place.choices.values { row.cells[column] = "0" }
    for chosen in answer.value.split(separator: " ") {
      if let column = place.choices[String(chosen)] { row.cells[column] = "1" }
    }
  }
}

extension ResponseRows {
  /// Where a table keeps what each question says.
  private struct Places {
    struct Place {
      var value: Int
      var missing: Int?
      var comment: Int?
      var choices: [String: Int] = [:]
    }
    private(set) var byPath: [String: Place] = [:]

    init(_ table: TableLayout) {
      for (index, column) in table.columns.enumerated() {
        switch column.content {
        case .key: break
        case .value: byPath[column.path] = byPath[column.path] ?? Place(value: index)
        case .choice(let name): byPath[column.path]?.choices[name] = index
        case .missing: byPath[column.path]?.missing = index
        case .comment: byPath[column.path]?.comment = index
        }
      }
    }
  }

  /// `/data/person[2]/name` → `/data/person/name`.
  static func withoutRows(_ path: String) -> String {
    guard path.utf8.contains(UInt8(ascii: "[")) else { return path }
    var kept = ""
    var isInside = false
    for character in path {
      if character == "[" { isInside = true }
      if !isInside { kept.append(character) }
      if character == "]" { isInside = false }
    }
    return kept
  }

  /// `/data/person[2]` → `2`.
  private static func number(ofRow path: String) -> String {
    guard path.hasSuffix("]"), let bracket = path.lastIndex(of: "[") else { return "" }
    return String(path[path.index(after: bracket)...].dropLast())
  }
}
