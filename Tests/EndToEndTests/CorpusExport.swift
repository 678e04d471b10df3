import Foundation

/// The values of an exported data set, by response and by path as the golden interviews spell it.
///
/// Reads the CSV files by what `export.json` says of their columns, as an analyst's script would.
struct CorpusExport {
  private(set) var values: [String: [String: String]] = [:]

  struct Index: Decodable {
    struct File: Decodable {
      let file: String
      let roster: String?
      let columns: [Column]
    }
    struct Column: Decodable {
      let name: String
      let path: String?
      let choice: String?
      let missing: Bool?
    }
    let files: [File]
  }

  private struct Row {
    let cells: [String: String]
    func callAsFunction(_ column: String) -> String { cells[column] ?? "" }
  }

  init(folder: URL) throws {
    let index = try JSONDecoder().decode(
      Index.self, from: Data(contentsOf: folder.appending(path: "export.json")))
    // A roster's rows are placed by the rows around them, so the outer rosters come first.
    var prefixes: [String: String] = [:]
    for file in index.files.sorted(by: { ($0.roster ?? "").count < ($1.roster ?? "").count }) {
      let rows = try Self.rows(of: folder.appending(path: file.file))
      for row in rows {
        let response = row("response_id")
        var prefix = ""
        if let roster = file.roster {
          prefix = Self.prefix(of: row, in: roster, around: prefixes)
          prefixes[Self.rowKey(response, roster, row("row_id"))] = prefix
        }
        for column in file.columns {
          guard let path = column.path, column.choice == nil, column.missing != true else {
            continue
          }
          let placed = file.roster.map { prefix + path.dropFirst($0.count) } ?? path
          values[response, default: [:]][placed] = row(column.name)
        }
      }
    }
  }

  /// `/data/plot[2]/crop[1]` of the row of `/data/plot/crop`.
  private static func prefix(
    of row: Row, in roster: String, around prefixes: [String: String]
  ) -> String {
    let response = row("response_id")
    let outer =
      prefixes.filter { key, _ in
        let parts = key.split(separator: "|", omittingEmptySubsequences: false)
        return parts[0] == response && roster.hasPrefix(parts[1] + "/")
          && parts[2] == row("parent_row_id")
      }
      .max { $0.key.count < $1.key.count }
    let inner = outer.map { roster.dropFirst($0.key.split(separator: "|")[1].count) } ?? roster[...]
    return (outer?.value ?? "") + inner + "[\(row("row_number"))]"
  }

  private static func rowKey(_ response: String, _ roster: String, _ row: String) -> String {
    "\(response)|\(roster)|\(row)"
  }

  private static func rows(of file: URL) throws -> [Row] {
    let records = records(in: try String(contentsOf: file, encoding: .utf8))
    guard let header = records.first else { return [] }
    return records.dropFirst().map { Row(cells: Dictionary(zip(header, $0)) { $1 }) }
  }

  /// RFC 4180, with `\n` line ends.
  private static func records(in text: String) -> [[String]] {
    var records: [[String]] = []
    var record: [String] = []
    var cell = String.UnicodeScalarView()
    var quoted = false
    var scalars = text.unicodeScalars.makeIterator()
    var next = scalars.next()
    func ended() {
      record.append(String(cell))
      cell = String.UnicodeScalarView()
    }
    while let scalar = next {
      next = scalars.next()
      switch (scalar, quoted) {
      case ("\"", true) where next == "\"":
        cell.append("\"")
        next = scalars.next()
      case ("\"", _): quoted.toggle()
      case (",", false): ended()
      case ("\n", false):
        ended()
        records.append(record)
        record = []
      default: cell.append(scalar)
      }
    }
    return records
  }
}
