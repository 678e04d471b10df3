/// The sheets of an `.xlsx` file that were asked for, as rows of text.
struct Workbook {
  /// Every sheet's name, in the workbook's order.
  let sheetNames: [String]
  private let sheets: [String: Sheet]

  /// Reads the sheets called `wanted` (whatever their case); a workbook of a single sheet gives
  /// it under the first of those names, as the field's tools have it.
  init(_ bytes: [UInt8], wanted: [String]) throws(QuestionnaireReadingError) {
    let archive = try ZipArchive(bytes)
    let directory = try WorkbookDirectory(archive)
    let strings = try SharedStrings(archive, part: directory.sharedStrings)
    var formats = LazyCellFormats(archive, part: directory.styles, epoch1904: directory.epoch1904)
    var sheets: [String: Sheet] = [:]
    for entry in directory.sheets {
      var key = entry.name.trimmedOfSpaces.lowercased()
      if !wanted.contains(key) {
        guard directory.sheets.count == 1, let first = wanted.first else { continue }
        key = first
      }
      guard sheets[key] == nil else { continue }
      guard let part = try archive.open(entry.part) else {
        throw QuestionnaireReadingError(.missingPart, entry.part)
      }
      var reader = try SheetReader(name: entry.name, part: part, strings: strings)
      sheets[key] = try reader.read(&formats)
    }
    self.sheets = sheets
    sheetNames = directory.sheets.map(\.name)
  }

  subscript(_ name: String) -> Sheet? { sheets[name] }
}

/// One sheet: what its cells show, cleaned of surrounding space; empty cells are absent.
struct Sheet {
  struct Cell {
    /// From 1.
    let column: Int
    let text: String
  }

  struct Row {
    /// From 1.
    let number: Int
    let cells: [Cell]
  }

  /// The name as the workbook spells it.
  let name: String
  var rows: [Row]
}
