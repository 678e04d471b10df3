/// The `cross_checks` sheet: a row a check.
struct CrossChecksSheet {
  private static let columns: Set = ["name", "form", "match", "condition", "message"]

  private let sheet: Sheet
  private let header: SheetHeader

  static func read(_ sheet: Sheet, notes: inout [ReadingNote]) -> [CrossCheck] {
    let header = SheetHeader(
      sheet.rows.first, sheet: sheet.name, aliases: [:], known: columns, notes: &notes)
    for (index, column) in header.columns.enumerated() {
      guard let column, !columns.contains(column.tokens[0]) else { continue }
      let place = Place.cell(
        sheet: sheet.name, column: index + 1, row: sheet.rows.first?.number ?? 1)
      notes.append(ReadingNote(.crossCheckColumn, at: place, column.text))
    }
    let reader = CrossChecksSheet(sheet: sheet, header: header)
    return sheet.rows.dropFirst().map { reader.read($0, notes: &notes) }
  }

  private func read(_ row: Sheet.Row, notes: inout [ReadingNote]) -> CrossCheck {
    let start = Place.cell(
      sheet: sheet.name, column: row.cells.first?.column ?? 1, row: row.number)
    var check = CrossCheck(name: "", form: "", condition: Formula("", at: start), at: start)
    for cell in row.cells where cell.column <= header.columns.count {
      guard let tokens = header.columns[cell.column - 1]?.tokens else { continue }
      let text = cell.text.cleanedOfSpreadsheetQuirks(collapsing: false)
      let place = Place.cell(sheet: sheet.name, column: cell.column, row: row.number)
      switch tokens[0] {
      case "name": check.name = text
      case "form": check.form = text
      case "match":
        if let match = CrossCheckMatch.parse(text) {
          check.match = match
        } else {
          notes.append(ReadingNote(.crossCheckMatch, at: place, text))
        }
      case "condition": check.condition = Formula(text, at: place)
      case "message":
        check.message.byLanguage[tokens.dropFirst().joined(separator: "::")] = text
      default: break
      }
    }
    return check
  }
}

/// The pairs of a cross-form check in one cell: `household=hh_id line=line`.
enum CrossCheckMatch {
  /// Nil where the text is not pairs of two questions' names, or has one of ours twice.
  static func parse(_ text: String) -> [String: String]? {
    var match: [String: String] = [:]
    for word in text.split(whereSeparator: \.isWhitespace) {
      let sides = word.split(separator: "=", omittingEmptySubsequences: false).map { String($0) }
      guard sides.count == 2, sides.allSatisfy(\.isXMLName),
        match.updateValue(sides[1], forKey: sides[0]) == nil
      else { return nil }
    }
    return match
  }

  static func write(_ match: [String: String]) -> String {
    match.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: " ")
  }
}
