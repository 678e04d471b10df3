/// Reads the cells of one sheet of an `.xls` file, in whatever order they stand.
struct BiffSheetReader {
  private typealias Kind = BiffRecords.Kind

  private let name: String
  private var records: BiffRecords
  private let strings: [String]
  private let formats: BiffFormats
  /// Of texts of one byte a character; nil where they are Unicode.
  private let page: CodePage?
  private var cells: SheetCells

  init(
    name: String, records: BiffRecords, strings: [String], formats: BiffFormats, page: CodePage?
  ) {
    self.name = name
    self.records = records
    self.strings = strings
    self.formats = formats
    self.page = page
    cells = SheetCells(sheet: name)
  }

  mutating func read() throws(QuestionnaireReadingError) -> Sheet {
    guard let first = records.next(), first.kind == Kind.beginOfFile else {
      throw QuestionnaireReadingError(.damagedSheet, name, "1")
    }
    // A chart within the sheet is a file of its own.
    var depth = 1
    while depth > 0 {
      guard let record = records.next() else {
        throw QuestionnaireReadingError(.damagedSheet, name, "\(cells.lastRow)")
      }
      switch record.kind {
      case Kind.beginOfFile: depth += 1
      case Kind.endOfFile: depth -= 1
      default: if depth == 1 { try read(record) }
      }
    }
    return cells.assembled()
  }

  private mutating func read(_ record: BiffRecords.Record) throws(QuestionnaireReadingError) {
    let body = record.body
    switch record.kind {
    case Kind.sharedLabel: try add(body, try shared(body))
    case Kind.label, Kind.richString:
      try add(body, text([body.dropFirst(6)] + records.continuations()))
    case Kind.number: try add(body, body.double(6).map { number($0, body.u16(4)) })
    case Kind.rk: try add(body, body.u32(6).map { number(Self.value(ofRK: $0), body.u16(4)) })
    case Kind.multipleRK: try readNumbers(body)
    case Kind.boolError:
      guard let value = body.dropFirst(6).first, let isError = body.dropFirst(7).first else {
        throw damaged(body)
      }
      try add(body, isError == 0 ? Self.truth(value) : Self.error(value))
    case Kind.formula: try readFormula(body)
    default: return
    }
  }

  // MARK: Cells

  private func damaged(_ body: ArraySlice<UInt8>) -> QuestionnaireReadingError {
    QuestionnaireReadingError(.damagedSheet, name, "\((body.u16(0) ?? 0) + 1)")
  }

  private mutating func add(
    _ body: ArraySlice<UInt8>, _ text: String?
  ) throws(QuestionnaireReadingError) {
    guard let text, let row = body.u16(0), let column = body.u16(2) else { throw damaged(body) }
    try cells.add(text, row: row + 1, column: column + 1)
  }

  private func shared(_ body: ArraySlice<UInt8>) throws(QuestionnaireReadingError) -> String? {
    guard let row = body.u16(0), let column = body.u16(2), let index = body.u32(6) else {
      return nil
    }
    guard Int(index) < strings.count else {
      throw QuestionnaireReadingError(
        .unknownSharedString, at: .cell(sheet: name, column: column + 1, row: row + 1),
        "\(index)")
    }
    return strings[Int(index)]
  }

  private func text(_ chunks: [ArraySlice<UInt8>]) -> String? {
    var text = BiffText(chunks)
    guard let page else { return text.unicode(wideLength: true) }
    return text.bytes(wideLength: true, in: page)
  }

  private func number(_ number: Double, _ style: Int?) -> String {
    formats.text(of: number, style: style ?? 0)
  }

  /// Numbers that fit in 30 bits, or in 30 bits of a hundred times as much.
  private static func value(ofRK bits: UInt32) -> Double {
    let value =
      bits & 2 != 0
      ? Double(Int32(bitPattern: bits) >> 2)
      : Double(bitPattern: UInt64(bits & ~3) << 32)
    return bits & 1 != 0 ? value / 100 : value
  }

  private mutating func readNumbers(
    _ body: ArraySlice<UInt8>
  ) throws(QuestionnaireReadingError) {
    guard let row = body.u16(0), let first = body.u16(2), body.count >= 12 else {
      throw damaged(body)
    }
    for index in 0..<(body.count - 6) / 6 {
      guard let style = body.u16(4 + 6 * index), let bits = body.u32(6 + 6 * index) else { return }
      try cells.add(
        number(Self.value(ofRK: bits), style), row: row + 1, column: first + index + 1)
    }
  }

  private static func truth(_ value: UInt8) -> String { value == 0 ? "FALSE" : "TRUE" }

  /// As the field's tools have an error in this format: by its number.
  private static func error(_ value: UInt8) -> String { String(value) }

  /// The value that the formula had when the workbook was saved.
  private mutating func readFormula(
    _ body: ArraySlice<UInt8>
  ) throws(QuestionnaireReadingError) {
    guard let number = body.double(6), let mark = body.u16(12) else { throw damaged(body) }
    guard mark == 0xFFFF else { return try add(body, self.number(number, body.u16(4))) }
    let value = body.dropFirst(8).first ?? 0
    switch body.dropFirst(6).first {
    case 0: try add(body, readFormulaText())
    case 1: try add(body, Self.truth(value))
    case 2: try add(body, Self.error(value))
    default: return
    }
  }

  /// A text stands in the next record, or behind the formula that several cells share.
  private mutating func readFormulaText() -> String? {
    for _ in 0..<2 {
      guard let record = records.next() else { return nil }
      if record.kind == Kind.string { return text([record.body] + records.continuations()) }
    }
    return nil
  }
}
