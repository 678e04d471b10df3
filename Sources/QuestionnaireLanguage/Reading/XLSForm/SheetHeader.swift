/// A sheet's first row, each header split and freed of its aliases, by column.
struct SheetHeader {
  struct Column {
    /// As the author spells it.
    let text: String
    /// `["bind", "constraint"]`, `["label", "English (en)"]`, `["age_group"]`.
    let tokens: [String]
  }

  /// By column number from 0; nil where the header is empty.
  let columns: [Column?]

  var all: [Column] { columns.compactMap { $0 } }

  func contains(_ token: String) -> Bool { columns.contains { $0?.tokens[0] == token } }

  /// - Parameters:
  ///   - aliases: other names of a column, in snake case, with what they stand for.
  ///   - known: the columns that have no other name.
  init(
    _ row: Sheet.Row?, sheet: String, aliases: [String: [String]], known: Set<String>,
    notes: inout [ReadingNote]
  ) {
    let cells = Self.usedCells(row)
    let doubleColon = cells.contains { $0.text.contains("::") }
    var columns = [Column?](repeating: nil, count: cells.last?.column ?? 0)
    var seenTexts: Set<String> = []
    var seenTokens: [[String]: String] = [:]
    for cell in cells {
      let text = cell.text.cleanedOfSpreadsheetQuirks(collapsing: true)
      let place = Place.cell(sheet: sheet, column: cell.column, row: row?.number ?? 1)
      if !seenTexts.insert(cell.text).inserted {
        notes.append(ReadingNote(.duplicateHeader, at: place, text))
      }
      let column = Self.split(text, doubleColon: doubleColon, aliases: aliases, known: known)
      if let other = seenTokens[column.tokens], column.renamed {
        notes.append(ReadingNote(.headersForOneColumn, at: place, other, text))
      }
      if LanguageOrder.language(of: column.tokens)?.contains("::") == true {
        notes.append(ReadingNote(.severalLanguages, at: place, text))
      }
      seenTokens[column.tokens] = text
      columns[cell.column - 1] = Column(text: text, tokens: column.tokens)
    }
    self.columns = columns
  }

  /// The cells before a run of empty ones that ends the header.
  static func usedCells(_ row: Sheet.Row?) -> ArraySlice<Sheet.Cell> {
    guard let cells = row?.cells else { return [] }
    var last = 0
    let end = cells.firstIndex { cell in
      defer { last = cell.column }
      return cell.column - last - 1 > ReadingLimits.adjacentEmptyColumns
    }
    return cells[..<(end ?? cells.endIndex)]
  }

  private static func split(
    _ text: String, doubleColon: Bool, aliases: [String: [String]], known: Set<String>
  ) -> (tokens: [String], renamed: Bool) {
    if known.contains(text), aliases[text] == nil { return ([text], false) }
    let whole = text.snakeCased
    if known.contains(whole), aliases[whole] == nil { return ([whole], whole != text) }
    var tokens: [String]
    if doubleColon || text.contains("::") {
      tokens = text.pieces(separatedBy: "::")
    } else {
      tokens = text.pieces(separatedBy: ":")
      // A single colon also separates a namespace from its name.
      if let namespace = tokens.firstIndex(of: "jr"), namespace + 1 < tokens.count {
        tokens.replaceSubrange(
          namespace...namespace + 1, with: ["jr:" + tokens[namespace + 1]])
      }
    }
    let first = tokens[0].snakeCased
    if let alias = aliases[first] { return (alias + tokens.dropFirst(), alias != [text]) }
    if known.contains(first) { return ([first] + tokens.dropFirst(), first != text) }
    // A column of the author's own keeps its spelling: expressions may use it.
    return (tokens, false)
  }
}
