/// Reads tables in the manner of Markdown as sheets: the first column names the sheet, the row
/// after it is the header.
struct MarkdownTables {
  private static let pipe = UInt8(ascii: "|")
  private static let hash = UInt8(ascii: "#")
  private static let backslash = UInt8(ascii: "\\")

  /// - Returns: the sheets in order; a row's number is its line.
  static func read(_ bytes: [UInt8]) throws(QuestionnaireReadingError) -> [Sheet] {
    var sections = SheetSections()
    var number = 0
    for line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      number += 1
      guard let row = row(line) else { continue }
      try sections.add(row, line: number)
    }
    return sections.sheets()
  }

  /// The cells between a line's first and last pipe; nil for a line that is no row.
  private static func row(_ line: ArraySlice<UInt8>) -> [String]? {
    let line = line.drop { isSpace($0) }
    // A comment stands alone, or behind a row.
    guard line.first == pipe, let last = line.lastIndex(of: pipe), last > line.startIndex else {
      return nil
    }
    let inner = line[line.index(after: line.startIndex)..<last]
    // The line that Markdown draws under a header.
    if inner.allSatisfy({ "|-: ".utf8.contains($0) }), inner.contains(UInt8(ascii: "-")) {
      return nil
    }
    var cells: [[UInt8]] = [[]]
    var previous: UInt8 = 0
    for byte in inner {
      if byte == pipe, previous != backslash {
        cells.append([])
      } else if byte == pipe {
        cells[cells.count - 1][cells[cells.count - 1].count - 1] = byte
      } else {
        cells[cells.count - 1].append(byte)
      }
      previous = byte
    }
    return cells.map { String(decoding: $0, as: UTF8.self) }
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || (0x09...0x0D).contains(byte)
  }
}
