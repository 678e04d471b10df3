internal import RecordCoding

/// Reads what `RangeEncoder` wrote, of bytes that may be cut off, wrong or hostile: it ends with an
/// error a few bytes past their end, and after so many bits as no honest batch has.
struct RangeDecoder: BitCoder {
  private let bytes: ArraySlice<UInt8>
  private var next: Int
  private var range: UInt32 = .max
  private var code: UInt32 = 0
  private(set) var bitsLeft: Int

  /// - Parameter bits: the most bits that may be read of it.
  init(_ bytes: ArraySlice<UInt8>, atMost bits: Int) throws(PackingError) {
    self.bytes = bytes
    bitsLeft = bits
    next = bytes.startIndex
    for _ in 0..<4 { code = code << 8 | UInt32(try readByte()) }
  }

  mutating func code(_ bit: Bool, _ model: BitModel) throws(PackingError) -> Bool {
    let bound = (range >> 16) * UInt32(model.probability)
    let isSet = code >= bound
    if isSet {
      code -= bound
      range -= bound
    } else {
      range = bound
    }
    try normalize()
    return isSet
  }

  mutating func codeEven(_ bits: UInt32, count: Int) throws(PackingError) -> UInt32 {
    range >>= UInt32(count)
    let value = min(code / range, (1 << UInt32(count)) - 1)
    code -= value * range
    try normalize()
    return value
  }

  private mutating func normalize() throws(PackingError) {
    bitsLeft -= 1
    if bitsLeft < 0 { throw .tooLarge("bits", limit: PackingLimits.bits) }
    while range < RangeBounds.least {
      range <<= 8
      code = code << 8 | UInt32(try readByte())
    }
  }

  private mutating func readByte() throws(PackingError) -> UInt8 {
    defer { next += 1 }
    if next < bytes.endIndex { return bytes[next] }
    if next >= bytes.endIndex + RangeBounds.padding { throw .truncated }
    return 0
  }
}
