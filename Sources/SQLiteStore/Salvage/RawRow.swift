/// A row of SQLite's file format, cut out of a page that may be damaged.
struct RawRow {
  /// Nil in a table without row numbers.
  let number: Int64?
  private let types: [UInt64]
  private let values: [ArraySlice<UInt8>]

  var count: Int { types.count }

  func int(_ column: Int) -> Int64? {
    guard types.indices.contains(column) else { return nil }
    switch types[column] {
    case 8: return 0
    case 9: return 1
    case 1...6:
      let bytes = values[column]
      guard let first = bytes.first else { return nil }
      let start: Int64 = first & 0x80 == 0 ? 0 : -1
      return bytes.reduce(start) { $0 << 8 | Int64($1) }
    default: return nil
    }
  }

  func blob(_ column: Int) -> [UInt8]? {
    guard types.indices.contains(column), types[column] >= 12, types[column] % 2 == 0 else {
      return nil
    }
    return Array(values[column])
  }

  func text(_ column: Int) -> String? {
    guard types.indices.contains(column), types[column] >= 13, types[column] % 2 == 1 else {
      return nil
    }
    return String(validating: values[column], as: UTF8.self)
  }

  /// - Parameter payload: the row's header and values, whole.
  init?(number: Int64?, payload: [UInt8]) {
    guard let header = RawHeader(payload, at: 0), header.rowBytes == payload.count else {
      return nil
    }
    self.number = number
    types = header.types
    var position = header.bytes
    values = header.types.map { type in
      let size = RawHeader.size(of: type) ?? 0
      defer { position += size }
      return payload[position..<position + size]
    }
  }
}

/// The beginning of a row: the type of each of its values.
struct RawHeader {
  /// More columns than any table of ours has.
  private static let columns = 32
  private static let rowLimit: UInt64 = 64 << 20

  let types: [UInt64]
  /// Of the header itself.
  let bytes: Int
  /// Of the header and the values.
  let rowBytes: Int

  init?(_ page: [UInt8], at start: Int) {
    guard page.indices.contains(start) else { return nil }
    let size = Int(page[start])
    // One byte: no header of ours is longer.
    guard size >= 2, size < 0x80, start + size <= page.count else { return nil }
    var types: [UInt64] = []
    var total = UInt64(size)
    var position = start + 1
    while position < start + size {
      guard let (type, length) = page.varint(at: position), let bytes = Self.size(of: type),
        position + length <= start + size
      else { return nil }
      types.append(type)
      total += UInt64(bytes)
      position += length
      guard types.count <= Self.columns, total <= Self.rowLimit else { return nil }
    }
    self.types = types
    bytes = size
    rowBytes = Int(total)
  }

  /// The bytes of a value of that type; nil for types that no file has.
  static func size(of type: UInt64) -> Int? {
    switch type {
    case 0, 8, 9: 0
    case 1...4: Int(type)
    case 5: 6
    case 6, 7: 8
    case 12...(2 * rowLimit): Int((type - 12) / 2)
    default: nil
    }
  }
}

extension [UInt8] {
  /// SQLite's variable-length number, and how many bytes it takes.
  func varint(at start: Int) -> (value: UInt64, length: Int)? {
    var value: UInt64 = 0
    for place in 0..<9 {
      guard indices.contains(start + place) else { return nil }
      let byte = self[start + place]
      if place == 8 { return (value << 8 | UInt64(byte), 9) }
      value = value << 7 | UInt64(byte & 0x7F)
      if byte & 0x80 == 0 { return (value, place + 1) }
    }
    return nil
  }
}
