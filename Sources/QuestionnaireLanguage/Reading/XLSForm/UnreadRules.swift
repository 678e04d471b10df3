/// What a workbook holds and no reader reads: said, so that nobody misses it later.
enum UnreadRules {
  /// - Parameter sheets: the sheets that are read.
  static func check(_ book: Workbook, sheets: [String]) -> [ReadingNote] {
    var notes: [ReadingNote] = []
    for sheet in sheets.compactMap({ book[$0] }) {
      if let row = sheet.unreadRow {
        notes.append(
          ReadingNote(.rowsAfterGap, at: .cell(sheet: sheet.name, column: 1, row: row)))
      }
      let columns = unheaded(sheet)
      if let first = columns.first {
        let place = Place.cell(sheet: sheet.name, column: first, row: sheet.rows.first?.number ?? 1)
        let letters = columns.map { Place.letters(ofColumn: $0) }
        notes.append(ReadingNote(.columnWithoutHeader, at: place, KeptRules.text(letters)))
      }
    }
    // A workbook's only sheet is read whatever its name.
    let others = book.sheetNames.filter { !sheets.contains($0.trimmedOfSpaces.lowercased()) }
    if !others.isEmpty, book.sheetNames.count > 1 {
      notes.append(ReadingNote(.sheetNotRead, at: nil, KeptRules.text(others)))
    }
    return notes
  }

  /// Columns that have text below the first row and none in it.
  private static func unheaded(_ sheet: Sheet) -> [Int] {
    let headed = Set(SheetHeader.usedCells(sheet.rows.first).map(\.column))
    var found: Set<Int> = []
    for row in sheet.rows.dropFirst() {
      for cell in row.cells where !headed.contains(cell.column) { found.insert(cell.column) }
    }
    return found.sorted()
  }
}
