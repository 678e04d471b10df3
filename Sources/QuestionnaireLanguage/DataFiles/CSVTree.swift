/// A CSV file as the tree that `instance()` shows: `root/item/column`.
enum CSVTree {
  static func tree(_ bytes: [UInt8]) throws(DataFileError) -> Tree {
    var reader = CSVReader(bytes)
    guard let header = try reader.next() else { throw DataFileError(.noHeader) }
    let columns = try Self.columns(header, line: reader.line)
    var tree = Tree(root: "root")
    var position = 0
    while let cells = try reader.next() {
      guard tree.nodes.count + columns.count < DataFileLimits.cells else {
        throw DataFileError(.cells, line: reader.line)
      }
      let item = tree.append("item", to: 0, position: position)
      position += 1
      for column in columns {
        // A short row has empty cells at its end.
        tree.append(
          column.name, to: item, position: 0,
          value: cells.indices.contains(column.place) ? cells[column.place] : "")
      }
    }
    return tree
  }

  /// The columns that have a name, which is trimmed: a blank around it is never meant.
  private static func columns(
    _ header: [String], line: Int
  ) throws(DataFileError) -> [(name: String, place: Int)] {
    var seen: Set<String> = []
    var columns: [(name: String, place: Int)] = []
    for (place, cell) in header.enumerated() {
      let name = cell.trimmedOfSpaces
      if name.isEmpty { continue }
      guard seen.insert(name).inserted else {
        throw DataFileError(.repeatedColumn(name), line: line)
      }
      columns.append((name, place))
    }
    guard !columns.isEmpty else { throw DataFileError(.noHeader) }
    return columns
  }
}

extension Tree {
  /// Appends a leaf with a text.
  mutating func append(_ name: String, to parent: Int, position: Int, value: String) {
    let leaf = append(name, to: parent, position: position)
    nodes[leaf].value = .text(value)
  }
}
