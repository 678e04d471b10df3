/// Reads what `ByteWriter` wrote from bytes that may be cut off, wrong or hostile: every read is
/// bounded by a limit and by what is left, and fails with the offset.
package struct ByteReader: Sendable {
  private let bytes: ArraySlice<UInt8>
  private var index: Int

  package init(_ bytes: [UInt8]) { self.init(bytes[...]) }

  package init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    index = bytes.startIndex
  }

  /// Bytes read so far.
  package var offset: Int { index - bytes.startIndex }
  package var remaining: Int { bytes.endIndex - index }
  package var isAtEnd: Bool { index == bytes.endIndex }

  package func failure(_ reason: RecordDecodingError.Reason) -> RecordDecodingError {
    RecordDecodingError(reason, at: offset)
  }

  package func failure(_ rule: String) -> RecordDecodingError { failure(.malformed(rule)) }

  package mutating func readByte() throws(RecordDecodingError) -> UInt8 {
    guard index < bytes.endIndex else { throw failure(.truncated) }
    defer { index += 1 }
    return bytes[index]
  }

  package mutating func readRaw(_ count: Int) throws(RecordDecodingError) -> ArraySlice<UInt8> {
    guard count <= remaining else { throw failure(.truncated) }
    defer { index += count }
    return bytes[index..<index + count]
  }

  /// Where it stands, to go back to.
  var position: Int {
    get { index }
    set { index = newValue }
  }

  /// An index into a table of so many elements.
  mutating func readIndex(below count: Int) throws(RecordDecodingError) -> Int {
    let index = try readVarint()
    guard index < UInt64(count) else { throw failure("an index beyond its table") }
    return Int(index)
  }

  package mutating func readVarint() throws(RecordDecodingError) -> UInt64 {
    var value: UInt64 = 0
    for shift in stride(from: UInt64(0), to: 64, by: 7) {
      let byte = try readByte()
      let bits = UInt64(byte & 0x7F)
      if shift == 63, bits > 1 { throw failure("a number beyond 64 bits") }
      value |= bits << shift
      if byte & 0x80 == 0 {
        if byte == 0, shift > 0 { throw failure("a number longer than it needs to be") }
        return value
      }
    }
    throw failure("a number beyond 64 bits")
  }

  package mutating func readZigzag() throws(RecordDecodingError) -> Int64 {
    let folded = try readVarint()
    return Int64(bitPattern: folded >> 1) ^ -Int64(bitPattern: folded & 1)
  }

  package mutating func readFixed() throws(RecordDecodingError) -> UInt64 {
    try readRaw(8).reduce(0) { $0 << 8 | UInt64($1) }
  }

  /// A number of things to come, each of at least `size` bytes: more than are left is refused
  /// before anything is set aside for them.
  package mutating func readCount(
    of what: String, atMost limit: Int, eachAtLeast size: Int = 1
  ) throws(RecordDecodingError) -> Int {
    let start = offset
    let count = try readVarint()
    if count > UInt64(limit) {
      throw RecordDecodingError(.tooLarge(what, limit: limit), at: start)
    }
    if Int(count) * size > remaining { throw RecordDecodingError(.truncated, at: start) }
    return Int(count)
  }

  package mutating func readCounted(
    _ what: String, atMost limit: Int = CodingLimits.opaqueBytes
  ) throws(RecordDecodingError) -> ArraySlice<UInt8> {
    try readRaw(readCount(of: what, atMost: limit))
  }

  package mutating func readText(
    _ what: String, atMost limit: Int = CodingLimits.textBytes
  ) throws(RecordDecodingError) -> String {
    let start = offset
    let count = try readCount(of: what, atMost: limit)
    return try readText(bytes: count, from: start)
  }

  /// A text of so many bytes.
  mutating func readText(bytes count: Int) throws(RecordDecodingError) -> String {
    guard count <= remaining else { throw failure(.truncated) }
    return try readText(bytes: count, from: offset)
  }

  private mutating func readText(
    bytes count: Int, from start: Int
  ) throws(RecordDecodingError) -> String {
    let place = offset
    let text = bytes.withUnsafeBufferPointer { all in
      String(validUTF8: UnsafeBufferPointer(rebasing: all[place..<place + count]))
    }
    guard let text else {
      throw RecordDecodingError(.malformed("text that is not UTF-8"), at: start)
    }
    index += count
    return text
  }

  package func expectEnd() throws(RecordDecodingError) {
    if !isAtEnd { throw failure("bytes after the end") }
  }
}

extension String {
  /// Nil of bytes that are not UTF-8. Most texts of a record are plain ASCII, which needs no more than
  /// a look.
  init?(validUTF8 bytes: UnsafeBufferPointer<UInt8>) {
    if bytes.allSatisfy({ $0 < 0x80 }) {
      self.init(decoding: bytes, as: UTF8.self)
    } else {
      self.init(validating: bytes, as: UTF8.self)
    }
  }
}
