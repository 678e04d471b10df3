package import Replication

// Register keys, complete in themselves: for pending writes and resolutions. Inside a record the
// name is an index into the record's table of names.

enum KeyKind {
  static let field: UInt8 = 0
  static let answer: UInt8 = 1
  static let row: UInt8 = 2
}

extension ByteWriter {
  package mutating func write(_ key: RegisterKey) {
    write(key) { writer, name in writer.write(text: name) }
  }

  mutating func write(_ key: RegisterKey, name writeName: (inout ByteWriter, String) -> Void) {
    switch key {
    case .field(let name):
      write(byte: KeyKind.field)
      writeName(&self, name)
    case .answer(let cell):
      write(byte: KeyKind.answer)
      writeName(&self, cell.question)
      write(rows: cell.rows)
    case .row(let row):
      write(byte: KeyKind.row)
      writeName(&self, row.question)
      write(rows: row.rows)
    case .unknown(let kind, let bytes):
      write(byte: kind)
      write(counted: bytes)
    }
  }

  /// A count, then per row 0 and an ordinal, or 1 and eight random bytes.
  mutating func write(rows: [RowID]) {
    write(count: rows.count)
    for row in rows {
      switch row {
      case .ordinal(let place):
        write(byte: 0)
        write(varint: place)
      case .minted(let bits):
        write(byte: 1)
        write(fixed: bits)
      }
    }
  }
}

extension ByteReader {
  package mutating func readKey() throws(RecordDecodingError) -> RegisterKey {
    try readKey { reader throws(RecordDecodingError) in
      try reader.readText("a name", atMost: CodingLimits.nameBytes)
    }
  }

  mutating func readKey(
    name readName: (inout ByteReader) throws(RecordDecodingError) -> String
  ) throws(RecordDecodingError) -> RegisterKey {
    let kind = try readByte()
    switch kind {
    case KeyKind.field:
      return .field(try readName(&self))
    case KeyKind.answer:
      let question = try readName(&self)
      return .answer(AnswerKey(question: question, rows: try readRows()))
    case KeyKind.row:
      let question = try readName(&self)
      let rows = try readRows()
      if rows.isEmpty { throw failure("a roster row without a row") }
      return .row(AnswerKey(question: question, rows: rows))
    default:
      return .unknown(kind: kind, bytes: Array(try readCounted("a newer version's key")))
    }
  }

  /// Passes over a key if it is this one, whose name stands at `place` in another record's table.
  ///
  /// - Parameter places: where each name of this record's table stands in the other's.
  mutating func skip(_ key: RegisterKey, named place: Int, by places: [Int]) -> Bool {
    do {
      switch key {
      case .field: return try skip(KeyKind.field, place, by: places)
      case .answer(let cell):
        return try skip(KeyKind.answer, place, by: places) && skip(cell.rows)
      case .row(let cell):
        return try skip(KeyKind.row, place, by: places) && skip(cell.rows)
      case .unknown(let kind, let bytes):
        return try readByte() == kind && readCounted("a newer version's key").elementsEqual(bytes)
      }
    } catch {
      // Whoever reads it in earnest says what is wrong.
      return false
    }
  }

  private mutating func skip(
    _ kind: UInt8, _ place: Int, by places: [Int]
  ) throws(RecordDecodingError) -> Bool {
    guard try readByte() == kind else { return false }
    return places[try readIndex(below: places.count)] == place
  }

  private mutating func skip(_ rows: [RowID]) throws(RecordDecodingError) -> Bool {
    guard try readVarint() == UInt64(rows.count) else { return false }
    for row in rows where try readRow() != row { return false }
    return true
  }

  mutating func readRows() throws(RecordDecodingError) -> [RowID] {
    let count = try readCount(
      of: "nested rosters", atMost: CodingLimits.rowDepth, eachAtLeast: 2)
    var rows: [RowID] = []
    for _ in 0..<count { rows.append(try readRow()) }
    return rows
  }

  private mutating func readRow() throws(RecordDecodingError) -> RowID {
    switch try readByte() {
    case 0:
      guard let place = UInt32(exactly: try readVarint()) else {
        throw failure("a row's place beyond 32 bits")
      }
      return .ordinal(place)
    case 1: return .minted(try readFixed())
    default: throw failure("a row of an unknown kind")
    }
  }
}
