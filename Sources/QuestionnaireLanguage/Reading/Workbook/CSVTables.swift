/// Reads a CSV file as sheets: the first column names the sheet, the row after it is the header.
enum CSVTables {
  /// - Returns: the sheets in order; a row's number is the line it starts on.
  static func read(_ bytes: [UInt8]) throws(QuestionnaireReadingError) -> [Sheet] {
    var sections = SheetSections()
    var records = CSVReader(bytes)
    while let row = try next(&records) { try sections.add(row, line: records.line) }
    return sections.sheets()
  }

  private static func next(
    _ records: inout CSVReader
  ) throws(QuestionnaireReadingError) -> [String]? {
    do throws(DataFileError) {
      return try records.next()
    } catch {
      throw QuestionnaireReadingError(.csvSyntax, at: .line(error.line ?? records.line))
    }
  }
}
