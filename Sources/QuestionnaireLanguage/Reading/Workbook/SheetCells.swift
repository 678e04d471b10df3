/// Collects a sheet's cells within limits, in any order; of two in one place the later stays.
struct SheetCells {
  private struct Entry {
    let row: Int
    let cell: Sheet.Cell
  }

  private let sheet: String
  private let isGrid: Bool
  private var entries: [Entry] = []
  private var budget: CellBudget

  init(sheet: String, isGrid: Bool = true) {
    self.sheet = sheet
    self.isGrid = isGrid
    budget = CellBudget(sheet: sheet)
  }

  var lastRow: Int { entries.last?.row ?? 1 }

  /// Adds what a cell shows, without the space around it; an empty cell is none.
  mutating func add(
    _ text: String, row: Int, column: Int
  ) throws(QuestionnaireReadingError) {
    guard row <= ReadingLimits.rows, column <= ReadingLimits.columns else {
      throw QuestionnaireReadingError(.damagedSheet, sheet, "\(row)")
    }
    let clean = text.trimmedOfSpaces
    guard !clean.isEmpty else { return }
    try budget.take(clean)
    entries.append(Entry(row: row, cell: Sheet.Cell(column: column, text: clean)))
  }

  /// The rows; a grid's up to a run of empty ones that ends the sheet.
  func assembled() -> Sheet {
    let sorted = entries.enumerated().sorted { a, b in
      let (x, y) = (a.element, b.element)
      return (x.row, x.cell.column, a.offset) < (y.row, y.cell.column, b.offset)
    }
    var rows: [Sheet.Row] = []
    var cells: [Sheet.Cell] = []
    var number = 0
    var unreadRow: Int?
    func flush() {
      if !cells.isEmpty { rows.append(Sheet.Row(number: number, cells: cells)) }
      cells = []
    }
    for (_, entry) in sorted {
      if entry.row != number {
        flush()
        if isGrid, entry.row - number > ReadingLimits.adjacentEmptyRows + 1 {
          unreadRow = entry.row
          break
        }
        number = entry.row
      }
      if cells.last?.column == entry.cell.column { cells.removeLast() }
      cells.append(entry.cell)
    }
    flush()
    return Sheet(name: sheet, rows: rows, isGrid: isGrid, unreadRow: unreadRow)
  }
}
