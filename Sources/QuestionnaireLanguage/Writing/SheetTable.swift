/// Rows being written, each a set of named cells; columns appear where first used, in the order
/// that the sheet's plan gives.
struct SheetTable {
  /// The columns that come first, in this order, where any row uses them.
  let plan: [String]
  /// Columns that are written even if no row uses them.
  let always: Set<String>
  private let planned: Set<String>
  private var rows: [[String: String]] = []
  /// Columns beyond the plan, in the order they are written.
  private var others: [String] = []
  private var known: Set<String> = []
  private var used: Set<String> = []

  init(plan: [String], always: Set<String>) {
    self.plan = plan
    planned = Set(plan)
    self.always = always
  }

  /// Adds a row; cells beyond the plan keep their order among each other.
  mutating func add(_ cells: [(column: String, text: String)]) {
    var row: [String: String] = [:]
    var strangers: [String] = []
    for (column, text) in cells where !text.isEmpty {
      row[column] = text
      used.insert(column)
      if !planned.contains(column) { strangers.append(column) }
    }
    merge(strangers)
    rows.append(row)
  }

  func rows(named name: String) -> WorkbookWriter.SheetRows {
    let header = plan.filter { used.contains($0) || always.contains($0) } + others
    return WorkbookWriter.SheetRows(
      name: name, rows: [header] + rows.map { row in header.map { row[$0] ?? "" } })
  }

  /// A new column goes before the next one that is known, so that each row's order survives.
  private mutating func merge(_ columns: [String]) {
    for (index, column) in columns.enumerated() where known.insert(column).inserted {
      let next = columns[(index + 1)...].compactMap { others.firstIndex(of: $0) }.min()
      others.insert(column, at: next ?? others.endIndex)
    }
  }
}
