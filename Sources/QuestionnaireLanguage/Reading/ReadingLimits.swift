/// What a questionnaire's file may hold. Real forms stay far below; hostile files stop here.
enum ReadingLimits {
  /// Bytes of the file itself.
  static let fileBytes = 32 << 20
  /// Bytes of one part of a workbook once uncompressed.
  static let partBytes = 64 << 20
  /// Bytes of all parts read from one workbook, uncompressed.
  static let workbookBytes = 128 << 20
  /// XML elements within each other, in a part of a workbook or a data file.
  static let xmlDepth = 256
  /// Uncompressed over compressed size of one part, asked of parts past `ratioFreeBytes`.
  static let compressionRatio = 400
  static let ratioFreeBytes = 8 << 20
  /// Cells with text in one sheet.
  static let cells = 500_000
  /// Bytes of text in one sheet's cells.
  static let sheetTextBytes = 64 << 20
  static let columns = 16_384
  /// Questions, groups and repeats.
  static let items = 20_000
  /// Choices of all lists together; longer lists belong in a file of data.
  static let choices = 100_000
  static let rows = 1_048_576
  static let sharedStrings = 1_000_000
  static let sheets = 1_000
  /// After so many empty rows a sheet has ended, as the field's tools have it.
  static let adjacentEmptyRows = 60
  /// How far behind its end a sheet is looked at for rows that someone may miss.
  static let rowsLookedAhead = 5_000
  /// After so many empty header cells a header has ended.
  static let adjacentEmptyColumns = 20
  /// Groups within groups.
  static let groupDepth = 64
  static let yamlBytes = 16 << 20
  /// Nodes of a YAML document, and nodes with every alias written out.
  static let yamlNodes = 400_000
  /// Bytes of a YAML document with every alias written out.
  static let yamlExpandedBytes = 32 << 20
  /// Mappings and lists within each other.
  static let yamlDepth = 200
}
