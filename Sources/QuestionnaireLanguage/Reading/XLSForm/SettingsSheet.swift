/// The settings sheet's one row of values, by canonical name.
struct SettingsSheet {
  private(set) var values: [String: Formula] = [:]

  init() {}

  init(_ sheet: Sheet, notes: inout [ReadingNote]) {
    guard let first = sheet.rows.first else { return }
    // With both, form_id is the one that counts.
    let hasFormID = first.cells.contains { $0.text == "form_id" }
    let cells = first.cells.filter { !(hasFormID && $0.text == "id_string") }
    let header = SheetHeader(
      Sheet.Row(number: first.number, cells: cells), sheet: sheet.name,
      aliases: ColumnNames.settingAliases, known: ColumnNames.settings, notes: &notes)
    guard let row = sheet.rows.dropFirst().first,
      !sheet.isGrid || row.number == first.number + 1
    else { return }
    if let other = sheet.rows.dropFirst(2).first {
      notes.append(
        ReadingNote(.settingsRows, at: .cell(sheet: sheet.name, column: 1, row: other.number)))
    }
    for cell in row.cells where cell.column <= header.columns.count {
      guard let column = header.columns[cell.column - 1] else { continue }
      values[column.tokens.joined(separator: "::")] = Formula(
        cell.text.cleanedOfSpreadsheetQuirks(collapsing: false),
        at: .cell(sheet: sheet.name, column: cell.column, row: row.number))
    }
  }

  /// Settings that rows of the survey carry count over those of the sheet.
  mutating func override(with others: [String: String]) {
    for (name, text) in others { values[name] = Formula(text) }
  }

  func text(_ name: String) -> String? { values[name]?.text }

  /// What yes and no mean for a setting; `fallback` where it is absent or says neither.
  func truth(_ name: String, else fallback: Bool) -> Bool {
    text(name).flatMap(TruthWords.value) ?? fallback
  }
}
