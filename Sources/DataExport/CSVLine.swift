/// One line of a CSV file as RFC 4180 quotes it, in UTF-8, ended by a single line feed.
///
/// Values are written as they were answered. A spreadsheet may read one that starts with `=`, `+`, `-`
/// or `@` as a formula: import the file as text (Docs/Commands.md says how).
package enum CSVLine {
  private static let comma = UInt8(ascii: ",")
  private static let quote = UInt8(ascii: "\"")
  private static let lineFeed = UInt8(ascii: "\n")
  private static let carriageReturn = UInt8(ascii: "\r")
  private static let space = UInt8(ascii: " ")

  package static func bytes(of cells: some Sequence<String>) -> [UInt8] {
    var line: [UInt8] = []
    var isFirst = true
    for cell in cells {
      if !isFirst { line.append(comma) }
      isFirst = false
      append(cell, to: &line)
    }
    line.append(lineFeed)
    return line
  }

  private static func append(_ cell: String, to line: inout [UInt8]) {
    guard needsQuotes(cell.utf8) else {
      line.append(contentsOf: cell.utf8)
      return
    }
    line.append(quote)
    for byte in cell.utf8 {
      if byte == quote { line.append(quote) }
      line.append(byte)
    }
    line.append(quote)
  }

  /// Outer spaces are quoted too: some readers trim bare ones.
  private static func needsQuotes(_ cell: String.UTF8View) -> Bool {
    cell.first == space || cell.last == space
      || cell.contains {
        $0 == comma || $0 == quote || $0 == lineFeed || $0 == carriageReturn
      }
  }
}
