/// `.xls` files made in the test itself: records, and the sectors around them.
struct TestXLS {
  private var globals: [UInt8] = []
  private var sheets: [(name: String, records: [UInt8])] = []
  private let isUnicode: Bool

  init(isUnicode: Bool = true) { self.isUnicode = isUnicode }

  /// Adds a record to those of the whole workbook.
  mutating func add(_ kind: Int, _ body: [UInt8]) { globals += Self.record(kind, body) }

  /// Adds a sheet of these records.
  mutating func addSheet(_ name: String, _ records: [UInt8]...) {
    sheets.append((name, records.flatMap { $0 }))
  }

  /// Adds shared strings, each of bytes as the format has them, broken into records as given.
  mutating func addStrings(count: Int, _ chunks: [UInt8]...) {
    add(0x00FC, Self.u32(count) + Self.u32(count) + (chunks.first ?? []))
    for chunk in chunks.dropFirst() { add(0x003C, chunk) }
  }

  // MARK: Bytes

  static func u16(_ number: Int) -> [UInt8] {
    [UInt8(truncatingIfNeeded: number), UInt8(truncatingIfNeeded: number >> 8)]
  }

  static func u32(_ number: Int) -> [UInt8] { u16(number) + u16(number >> 16) }

  static func double(_ number: Double) -> [UInt8] {
    (0..<8).map { UInt8(truncatingIfNeeded: number.bitPattern >> (8 * $0)) }
  }

  static func record(_ kind: Int, _ body: [UInt8]) -> [UInt8] { u16(kind) + u16(body.count) + body }

  /// A record of one cell; row and column from 1.
  static func cell(
    _ kind: Int, _ row: Int, _ column: Int, style: Int = 0, _ rest: [UInt8]
  ) -> [UInt8] {
    record(kind, u16(row - 1) + u16(column - 1) + u16(style) + rest)
  }

  /// A text in a cell of its own.
  func label(_ row: Int, _ column: Int, _ text: String) -> [UInt8] {
    let units = Array(text.utf16)
    let body: [UInt8] =
      isUnicode
      ? Self.u16(units.count) + [1] + units.flatMap { Self.u16(Int($0)) }
      : Self.u16(units.count) + Array(text.utf8)
    return Self.cell(0x0204, row, column, body)
  }

  /// Rows of texts, cells separated by `|`.
  func rows(_ lines: String) -> [UInt8] {
    var records: [UInt8] = []
    for (row, line) in lines.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      for (column, text) in line.split(separator: "|", omittingEmptySubsequences: false)
        .enumerated()
      where !text.isEmpty {
        records += label(row + 1, column + 1, String(text))
      }
    }
    return records
  }

  // MARK: The file

  /// - Parameter padding: bytes behind the last sheet; a stream below 4096 bytes lies in short
  ///   sectors.
  func bytes(stream name: String = "Workbook", padding: Int = 0) -> [UInt8] {
    Self.compound(name, stream() + [UInt8](repeating: 0, count: padding))
  }

  private func stream() -> [UInt8] {
    let begin = { (kind: Int) in
      Self.record(0x0809, Self.u16(isUnicode ? 0x600 : 0x500) + Self.u16(kind))
    }
    let end = Self.record(0x000A, [])
    let nameHead = isUnicode ? 8 : 7
    let directory = sheets.map { 4 + nameHead + $0.name.utf8.count }.reduce(0, +)
    var offset = begin(5).count + globals.count + directory + end.count
    var head = begin(5) + globals
    var tail: [UInt8] = []
    for sheet in sheets {
      let name = [UInt8(sheet.name.utf8.count)] + (isUnicode ? [0] : []) + Array(sheet.name.utf8)
      head += Self.record(0x0085, Self.u32(offset) + [0, 0] + name)
      let records = begin(0x10) + sheet.records + end
      offset += records.count
      tail += records
    }
    return head + end + tail
  }

  /// A compound file of one stream; sector 0 is the table, 1 the directory, 2 the short table.
  static func compound(_ name: String, _ stream: [UInt8]) -> [UInt8] {
    let isShort = stream.count < 4096
    let unit = isShort ? 64 : 512
    let padded = stream + [UInt8](repeating: 0, count: (512 - stream.count % 512) % 512)
    let sectors = padded.count / 512
    var table = [-3, -2, -2] + (0..<sectors).map { $0 == sectors - 1 ? -2 : $0 + 4 }
    // One sector holds 128 places; larger tests are none.
    table += [Int](repeating: -1, count: max(0, 128 - table.count))
    let units = max(1, (stream.count + unit - 1) / unit)
    var short = (0..<units).map { $0 == units - 1 ? -2 : $0 + 1 }
    short = Array((short + [Int](repeating: -1, count: 128)).prefix(128))
    var header: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]
    header += [UInt8](repeating: 0, count: 16)
    header += u16(0x3E) + u16(3) + u16(0xFFFE) + u16(9) + u16(6)
    header += [UInt8](repeating: 0, count: 10)
    header += u32(1) + u32(1) + u32(0) + u32(4096) + u32(2) + u32(1) + u32(-2) + u32(0)
    header += u32(0)
    header += (1..<109).flatMap { _ in u32(-1) }
    let directory =
      entry("Root Entry", kind: 5, child: 1, start: isShort ? 3 : -2, isShort ? padded.count : 0)
      + entry(name, kind: 2, child: -1, start: isShort ? 0 : 3, stream.count)
      + [UInt8](repeating: 0, count: 256)
    return header + table.prefix(128).flatMap(u32) + directory + short.flatMap(u32) + padded
  }

  private static func entry(
    _ name: String, kind: UInt8, child: Int, start: Int, _ length: Int
  ) -> [UInt8] {
    let units = name.utf16.flatMap { u16(Int($0)) }
    var entry = units + [UInt8](repeating: 0, count: 64 - units.count)
    entry += u16(units.count + 2) + [kind, 1] + u32(-1) + u32(-1) + u32(child)
    entry += [UInt8](repeating: 0, count: 36)
    return entry + u32(start) + u32(length) + u32(0)
  }
}
