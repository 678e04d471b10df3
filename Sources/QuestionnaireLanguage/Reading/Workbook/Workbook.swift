/// The sheets of an `.xlsx` or `.xls` file that were asked for, as rows of text.
struct Workbook {
  /// Every sheet's name, in the workbook's order.
  let sheetNames: [String]
  private let sheets: [String: Sheet]

  /// Reads the sheets called `wanted` (whatever their case); a workbook of a single sheet gives
  /// it under the first of those names, as the field's tools have it.
  init(_ bytes: [UInt8], wanted: [String]) throws(QuestionnaireReadingError) {
    guard bytes.count <= ReadingLimits.fileBytes else {
      throw QuestionnaireReadingError(.fileTooLarge, "\(bytes.count)", "\(ReadingLimits.fileBytes)")
    }
    // By what the file is: either is met under the other's extension.
    if bytes.starts(with: CompoundFile.signature) {
      try self.init(xls: bytes, wanted)
    } else {
      try self.init(xlsx: bytes, wanted)
    }
  }

  /// Sheets that a text file holds.
  init(_ found: [Sheet], wanted: [String]) {
    sheetNames = found.map(\.name)
    var sheets: [String: Sheet] = [:]
    for (key, index) in Self.chosen(from: sheetNames, wanted) { sheets[key] = found[index] }
    self.sheets = sheets
  }

  private init(xlsx bytes: [UInt8], _ wanted: [String]) throws(QuestionnaireReadingError) {
    let archive = try ZipArchive(bytes)
    let directory = try WorkbookDirectory(archive)
    let strings = try SharedStrings(archive, part: directory.sharedStrings)
    var formats = LazyCellFormats(archive, part: directory.styles, epoch1904: directory.epoch1904)
    sheetNames = directory.sheets.map(\.name)
    var sheets: [String: Sheet] = [:]
    for (key, index) in Self.chosen(from: sheetNames, wanted) {
      let entry = directory.sheets[index]
      guard let part = try archive.open(entry.part) else {
        throw QuestionnaireReadingError(.missingPart, entry.part)
      }
      var reader = try SheetReader(name: entry.name, part: part, strings: strings)
      sheets[key] = try reader.read(&formats)
    }
    self.sheets = sheets
  }

  private init(xls bytes: [UInt8], _ wanted: [String]) throws(QuestionnaireReadingError) {
    let book = try BiffWorkbook(bytes)
    sheetNames = book.sheets.map(\.name)
    var sheets: [String: Sheet] = [:]
    for (key, index) in Self.chosen(from: sheetNames, wanted) {
      sheets[key] = try book.read(book.sheets[index])
    }
    self.sheets = sheets
  }

  /// Which sheets to read, with the name to keep each under.
  private static func chosen(
    from names: [String], _ wanted: [String]
  ) -> [(key: String, index: Int)] {
    var chosen: [(key: String, index: Int)] = []
    for (index, name) in names.enumerated() {
      var key = name.trimmedOfSpaces.lowercased()
      if !wanted.contains(key) {
        guard names.count == 1, let first = wanted.first else { continue }
        key = first
      }
      if !chosen.contains(where: { $0.key == key }) { chosen.append((key, index)) }
    }
    return chosen
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
  /// Rows follow one another by their numbers; in a text file lines may stand between them.
  var isGrid = true
  /// The first row with text behind the run of empty rows that ended the sheet.
  var unreadRow: Int?
}
