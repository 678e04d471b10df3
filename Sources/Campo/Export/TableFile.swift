import DataExport

/// One CSV file being written: its heading, then row after row, then its name.
final class TableFile {
  let table: TableLayout
  let name: String
  private(set) var rows = 0
  private var file: AtomicFile?

  init(_ table: TableLayout, named name: String, in folder: String) throws {
    self.table = table
    self.name = name
    var file = try AtomicFile(path: "\(folder)/\(name)")
    try file.write(CSVLine.bytes(of: table.columns.map(\.name)))
    self.file = consume file
  }

  func append(_ cells: [String]) throws {
    try file?.write(CSVLine.bytes(of: cells))
    rows += 1
  }

  func commit() throws { try file.take()?.commit() }
}
