/// Reads JSON by asking for what should come next, without building values; what is not asked for
/// is skipped. Objects and lists nest `DataFileLimits.depth` deep at most.
struct JSONReader {
  private let bytes: [UInt8]
  private(set) var at = 0
  private var depth = 0

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    // A byte-order mark, which some programs write.
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { at = 3 }
  }

  func failure(_ reason: DataFileError.Reason = .json) -> DataFileError {
    let newLine = UInt8(ascii: "\n")
    return DataFileError(reason, line: 1 + bytes[..<min(at, bytes.count)].count { $0 == newLine })
  }

  /// The first byte of what comes next.
  mutating func peek() throws(DataFileError) -> UInt8 {
    while at < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[at]) { at += 1 }
    guard at < bytes.count else { throw failure() }
    return bytes[at]
  }

  mutating func object(
    _ member: (inout Self, String) throws(DataFileError) -> Void
  ) throws(DataFileError) {
    try sequence("{", "}") { (reader) throws(DataFileError) in
      let key = try reader.string()
      try reader.take(":")
      try member(&reader, key)
    }
  }

  mutating func list(_ element: (inout Self) throws(DataFileError) -> Void) throws(DataFileError) {
    try sequence("[", "]", element)
  }

  private mutating func sequence(
    _ open: Unicode.Scalar, _ close: Unicode.Scalar,
    _ element: (inout Self) throws(DataFileError) -> Void
  ) throws(DataFileError) {
    try take(open)
    depth += 1
    guard depth <= DataFileLimits.depth else { throw failure(.depth) }
    if try peek() == UInt8(ascii: close) {
      at += 1
    } else {
      while true {
        try element(&self)
        if try peek() != UInt8(ascii: ",") { break }
        at += 1
      }
      try take(close)
    }
    depth -= 1
  }

  private mutating func take(_ scalar: Unicode.Scalar) throws(DataFileError) {
    guard try peek() == UInt8(ascii: scalar) else { throw failure() }
    at += 1
  }

  /// A value as a text: a string's content, a number or word as spelled, an object or list as its
  /// JSON; nil for `null`.
  mutating func text() throws(DataFileError) -> String? {
    if try peek() == UInt8(ascii: "\"") { return try string() }
    let start = at
    try skip()
    let text = String(decoding: bytes[start..<at], as: UTF8.self)
    return text == "null" ? nil : text
  }

  mutating func skip() throws(DataFileError) {
    switch try peek() {
    case UInt8(ascii: "{"): try object { (reader, _) throws(DataFileError) in try reader.skip() }
    case UInt8(ascii: "["): try list { (reader) throws(DataFileError) in try reader.skip() }
    case UInt8(ascii: "\""): _ = try string()
    default: try word()
    }
  }

  /// `true`, `false`, `null` or a number.
  private mutating func word() throws(DataFileError) {
    let start = at
    while at < bytes.count, isWord(bytes[at]) { at += 1 }
    let word = String(decoding: bytes[start..<at], as: UTF8.self)
    guard ["true", "false", "null"].contains(word) || Double(word)?.isFinite == true else {
      at = start
      throw failure()
    }
  }

  private func isWord(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || byte == UInt8(ascii: "E")
      || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
      || [UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: ".")].contains(byte)
  }

  mutating func string() throws(DataFileError) -> String {
    try take("\"")
    var text: [UInt8] = []
    while at < bytes.count {
      let byte = bytes[at]
      at += 1
      switch byte {
      case UInt8(ascii: "\""):
        guard let string = String(validating: text, as: UTF8.self) else {
          throw failure(.encoding)
        }
        return string
      case UInt8(ascii: "\\"): text += String(try escaped()).utf8
      default: text.append(byte)
      }
    }
    throw failure()
  }

  private mutating func escaped() throws(DataFileError) -> Unicode.Scalar {
    guard at < bytes.count else { throw failure() }
    let byte = bytes[at]
    at += 1
    switch byte {
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
    case UInt8(ascii: "u"): return try unicode()
    default: throw failure()
    }
  }

  /// Four hexadecimal digits, or a surrogate pair of them.
  private mutating func unicode() throws(DataFileError) -> Unicode.Scalar {
    let unit = try fourDigits()
    if let scalar = Unicode.Scalar(unit) { return scalar }
    guard (0xD800..<0xDC00).contains(unit), bytes[at...].starts(with: [0x5C, 0x75]) else {
      throw failure()
    }
    at += 2
    let low = try fourDigits()
    guard (0xDC00..<0xE000).contains(low),
      let scalar = Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00))
    else { throw failure() }
    return scalar
  }

  private mutating func fourDigits() throws(DataFileError) -> UInt32 {
    let digits = bytes[at...].prefix(4)
    guard digits.count == 4, digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
      let unit = UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
    else { throw failure() }
    at += 4
    return unit
  }
}

extension JSONReader {
  /// The reader as it was at an earlier place.
  func again(from place: Int) -> Self {
    var reader = self
    reader.at = place
    return reader
  }
}
