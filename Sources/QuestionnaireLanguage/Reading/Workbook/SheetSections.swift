/// Gathers the sheets of a file that has only one table: a row with something in its first column
/// starts the sheet so called.
struct SheetSections {
  private var names: [String] = []
  private var cells: [SheetCells] = []

  /// Adds a row; its own first cell may stand beside the sheet's name.
  mutating func add(_ row: [String], line: Int) throws(QuestionnaireReadingError) {
    guard let first = row.first else { return }
    let name = first.trimmedOfSpaces
    if !name.isEmpty {
      guard !names.contains(name) else {
        throw QuestionnaireReadingError(.sheetTwice, at: .line(line), name)
      }
      guard names.count < ReadingLimits.sheets else {
        throw QuestionnaireReadingError(.tooManyCells, name)
      }
      names.append(name)
      cells.append(SheetCells(sheet: name, isGrid: false))
    }
    // What stands before any sheet belongs to none.
    guard !cells.isEmpty else { return }
    for (column, text) in row.enumerated().dropFirst() {
      try cells[cells.count - 1].add(text, row: line, column: column + 1)
    }
  }

  func sheets() -> [Sheet] { cells.map { $0.assembled() } }
}
