extension Place: CustomStringConvertible {
  /// As a designer finds it: `survey!B17` in a workbook, `17` for a line of YAML.
  public var description: String {
    switch self {
    case .cell(let sheet, let column, let row): "\(sheet)!\(Self.letters(ofColumn: column))\(row)"
    case .line(let line): "\(line)"
    }
  }

  /// Spreadsheet letters of a column: `A` for 1, `AA` for 27.
  package static func letters(ofColumn column: Int) -> String {
    var rest = column
    var letters: [UInt8] = []
    while rest > 0 {
      rest -= 1
      letters.append(UInt8(ascii: "A") + UInt8(rest % 26))
      rest /= 26
    }
    return String(decoding: letters.reversed(), as: UTF8.self)
  }
}
