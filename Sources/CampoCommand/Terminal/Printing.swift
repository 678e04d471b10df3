import Foundation

/// Writes a line to standard output at once, so that what a person waits for is on the screen.
func printLine(_ line: String = "") {
  FileHandle.standardOutput.write(Data((line + "\n").utf8))
}

/// Writes without ending the line: a prompt.
func printPrompt(_ text: String) {
  FileHandle.standardOutput.write(Data(text.utf8))
}

/// Text from a questionnaire or a record, harmless to a terminal: no control characters but line ends.
func plain(_ text: String) -> String {
  String(
    String.UnicodeScalarView(
      text.unicodeScalars.filter {
        $0 == "\n" || ($0.value >= 0x20 && !(0x7f...0x9f).contains($0.value))
      }))
}

/// What others wrote, in a table: on one line, and no wider than a table bears; `-` where there is nothing.
func cell(_ text: String?) -> String {
  let widest = 24
  let line = plain(text ?? "").split(whereSeparator: \.isWhitespace).joined(separator: " ")
  if line.isEmpty { return "-" }
  return line.count <= widest ? line : line.prefix(widest - 1) + "…"
}

/// Columns padded to the width of their widest cell, two spaces apart.
func printTable(_ rows: [[String]]) {
  guard let columnCount = rows.map(\.count).max() else { return }
  let widths = (0..<columnCount).map { column in
    rows.map { column < $0.count ? $0[column].count : 0 }.max() ?? 0
  }
  for row in rows {
    let cells = row.enumerated().map { column, cell in
      column == row.count - 1
        ? cell : cell + String(repeating: " ", count: widths[column] - cell.count)
    }
    printLine(cells.joined(separator: "  "))
  }
}
