/// Reads CSV records as RFC 4180 writes them, one after another.
///
/// As JavaRosa: a byte-order mark is skipped, empty lines are no records, and the separator is `;`
/// where the first line has one.
struct CSVReader {
  private static let quote = UInt8(ascii: "\"")
  private static let lineFeed = UInt8(ascii: "\n")
  private static let carriageReturn = UInt8(ascii: "\r")
  private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  private let bytes: [UInt8]
  private let separator: UInt8
  private var at = 0
  /// Of the record read last, from 1.
  private(set) var line = 0
  private var nextLine = 1

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    let header = bytes.prefix { $0 != Self.lineFeed && $0 != Self.carriageReturn }
    separator = UInt8(ascii: header.contains(UInt8(ascii: ";")) ? ";" : ",")
    if bytes.starts(with: Self.byteOrderMark) { at = Self.byteOrderMark.count }
  }

  /// The cells of the next record; nil after the last.
  mutating func next() throws(DataFileError) -> [String]? {
    while at < bytes.count, isLineEnd(bytes[at]) { endLine() }
    guard at < bytes.count else { return nil }
    line = nextLine
    var cells: [String] = []
    while true {
      cells.append(try cell())
      guard cells.count <= DataFileLimits.columns else { throw DataFileError(.cells, line: line) }
      guard at < bytes.count else { return cells }
      if isLineEnd(bytes[at]) {
        endLine()
        return cells
      }
      at += 1
    }
  }

  /// Reads a cell and stops at what ends it.
  private mutating func cell() throws(DataFileError) -> String {
    guard at < bytes.count, bytes[at] == Self.quote else {
      let start = at
      while at < bytes.count, bytes[at] != separator, !isLineEnd(bytes[at]) { at += 1 }
      return try text(bytes[start..<at])
    }
    return try quoted()
  }

  private mutating func quoted() throws(DataFileError) -> String {
    let opened = nextLine
    at += 1
    var cell: [UInt8] = []
    while at < bytes.count {
      let byte = bytes[at]
      at += 1
      if byte == Self.quote {
        guard at < bytes.count, bytes[at] == Self.quote else {
          try requireEnd()
          return try text(cell[...])
        }
        at += 1
      } else if byte == Self.lineFeed {
        nextLine += 1
      }
      cell.append(byte)
    }
    throw DataFileError(.openQuote, line: opened)
  }

  /// After a closing quotation mark only blanks may stand before the separator.
  private mutating func requireEnd() throws(DataFileError) {
    while at < bytes.count, bytes[at] != separator, !isLineEnd(bytes[at]) {
      guard bytes[at] == UInt8(ascii: " ") || bytes[at] == UInt8(ascii: "\t") else {
        throw DataFileError(.afterQuote, line: nextLine)
      }
      at += 1
    }
  }

  private func text(_ cell: ArraySlice<UInt8>) throws(DataFileError) -> String {
    guard let text = String(validating: cell, as: UTF8.self) else {
      throw DataFileError(.encoding, line: nextLine)
    }
    return text
  }

  private func isLineEnd(_ byte: UInt8) -> Bool {
    byte == Self.lineFeed || byte == Self.carriageReturn
  }

  private mutating func endLine() {
    let isPair =
      bytes[at] == Self.carriageReturn && at + 1 < bytes.count && bytes[at + 1] == Self.lineFeed
    at += isPair ? 2 : 1
    nextLine += 1
  }
}
