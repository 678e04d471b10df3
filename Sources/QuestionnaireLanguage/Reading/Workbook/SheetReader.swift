/// Streams one worksheet into rows of text.
struct SheetReader: ~Copyable {
  private let name: String
  private var scanner: XMLScanner
  private let strings: SharedStrings

  // Names of the elements and attributes that matter, interned once.
  private let rowName, cellName, valueName, inlineName: XMLScanner.Name?
  private let referenceName, typeName, styleName: XMLScanner.Name?

  private var rows: [Sheet.Row] = []
  private var budget: CellBudget

  init(name: String, part: ZipPart, strings: SharedStrings) throws(QuestionnaireReadingError) {
    self.name = name
    self.strings = strings
    budget = CellBudget(sheet: name)
    let scanner = try XMLScanner(part)
    rowName = scanner.intern("row")
    cellName = scanner.intern("c")
    valueName = scanner.intern("v")
    inlineName = scanner.intern("is")
    referenceName = scanner.intern("r")
    typeName = scanner.intern("t")
    styleName = scanner.intern("s")
    self.scanner = scanner
  }

  /// Reads to the end, or to a run of empty rows that ends the sheet.
  mutating func read(_ formats: inout LazyCellFormats) throws(QuestionnaireReadingError) -> Sheet {
    var row = 0
    var lastFilled = 0
    var unreadRow: Int?
    while let node = try scanner.next() {
      guard node == .start, scanner.name == rowName else { continue }
      row = rowNumber() ?? row + 1
      guard row <= ReadingLimits.rows, row > (rows.last?.number ?? 0) else {
        throw QuestionnaireReadingError(.damagedSheet, name, "\(row)")
      }
      if row - lastFilled > ReadingLimits.rowsLookedAhead { break }
      let cells = try readCells(row: row, &formats)
      guard !cells.isEmpty else { continue }
      if row - lastFilled > ReadingLimits.adjacentEmptyRows + 1 {
        unreadRow = row
        break
      }
      rows.append(Sheet.Row(number: row, cells: cells))
      lastFilled = row
    }
    return Sheet(name: name, rows: rows, unreadRow: unreadRow)
  }

  private func rowNumber() -> Int? {
    var number: Int?
    let wanted = referenceName
    scanner.forEachAttribute { name, value in
      if name == wanted { number = decimalNumber(value) }
    }
    return number
  }

  private mutating func readCells(
    row: Int, _ formats: inout LazyCellFormats
  ) throws(QuestionnaireReadingError) -> [Sheet.Cell] {
    var cells: [Sheet.Cell] = []
    var column = 0
    while let node = try scanner.next() {
      if node == .end, scanner.name == rowName { break }
      guard node == .start, scanner.name == cellName else { continue }
      let header = cellHeader()
      let previous = column
      column = header.column ?? column + 1
      guard column <= ReadingLimits.columns, column > previous else {
        throw QuestionnaireReadingError(.damagedSheet, name, "\(row)")
      }
      let place = Place.cell(sheet: name, column: column, row: row)
      guard let text = try readValue(header, at: place, &formats) else { continue }
      let clean = text.trimmedOfSpaces
      guard !clean.isEmpty else { continue }
      try budget.take(clean)
      cells.append(Sheet.Cell(column: column, text: clean))
    }
    return cells
  }

  private struct CellHeader {
    var column: Int?
    var kind = Kind.number
    var style = 0

    enum Kind { case number, shared, inline, boolean, text }
  }

  private func cellHeader() -> CellHeader {
    var header = CellHeader()
    let (reference, type, style) = (referenceName, typeName, styleName)
    scanner.forEachAttribute { name, value in
      if name == reference {
        header.column = columnNumber(value)
      } else if name == type {
        // `n`, `s`, `b`, `str`, `inlineStr`, `e`, `d`.
        switch value.first {
        case UInt8(ascii: "s"): header.kind = value.count == 1 ? .shared : .text
        case UInt8(ascii: "i"): header.kind = .inline
        case UInt8(ascii: "b"): header.kind = .boolean
        case UInt8(ascii: "n"): header.kind = .number
        default: header.kind = .text
        }
      } else if name == style {
        header.style = decimalNumber(value) ?? 0
      }
    }
    return header
  }

  /// The cell's text; a formula's is the value it had when the workbook was saved.
  private mutating func readValue(
    _ header: CellHeader, at place: Place, _ formats: inout LazyCellFormats
  ) throws(QuestionnaireReadingError) -> String? {
    var raw: String?
    var inValue = false
    while let node = try scanner.next() {
      switch node {
      case .start:
        inValue = scanner.name == valueName
        if scanner.name == inlineName { raw = try scanner.richText(until: inlineName) }
      case .text:
        // In place: a long text comes in many pieces.
        if inValue, raw?.append(scanner.text) == nil { raw = scanner.text }
      case .end:
        inValue = false
        if scanner.name == cellName { return try convert(raw, header, at: place, &formats) }
      }
    }
    return nil
  }

  private func convert(
    _ raw: String?, _ header: CellHeader, at place: Place, _ formats: inout LazyCellFormats
  ) throws(QuestionnaireReadingError) -> String? {
    guard let raw else { return nil }
    switch header.kind {
    case .text, .inline: return raw
    case .boolean: return raw == "1" || raw == "true" ? "TRUE" : "FALSE"
    case .shared:
      guard let index = Int(raw), let text = strings[index] else {
        throw QuestionnaireReadingError(.unknownSharedString, at: place, raw)
      }
      return text
    case .number:
      return try formats.text(ofNumber: raw.trimmedOfSpaces, style: header.style)
    }
  }
}

/// The number that ASCII digits spell, nil for anything else or past 9 digits.
private func decimalNumber(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
  guard !bytes.isEmpty, bytes.count <= 9 else { return nil }
  var number = 0
  for byte in bytes {
    guard byte >= 48, byte <= 57 else { return nil }
    number = number * 10 + Int(byte - 48)
  }
  return number
}

/// The column of a reference such as `AB12`, from 1.
private func columnNumber(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
  var column = 0
  for byte in bytes.prefix(4) {
    guard byte >= 65, byte <= 90 else { break }
    column = column * 26 + Int(byte - 64)
  }
  return column == 0 ? nil : column
}
