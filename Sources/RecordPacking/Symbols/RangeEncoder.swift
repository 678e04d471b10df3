/// Writes bits by arithmetic coding: an interval is divided at each bit as its model expects, and
/// the shortest number in the last one is the message (Martin 1979; carries as in LZMA's coder).
struct RangeEncoder: BitCoder {
  private var low: UInt64 = 0
  private var range: UInt32 = .max
  /// The last byte that a carry may still change, and how many bytes of 255 follow it.
  private var held: (byte: UInt8, count: Int)?
  private var bytes: [UInt8] = []

  mutating func code(_ bit: Bool, _ model: BitModel) -> Bool {
    let bound = (range >> 16) * UInt32(model.probability)
    if bit {
      low += UInt64(bound)
      range -= bound
    } else {
      range = bound
    }
    normalize()
    return bit
  }

  mutating func codeEven(_ bits: UInt32, count: Int) -> UInt32 {
    range >>= UInt32(count)
    low += UInt64(bits) * UInt64(range)
    normalize()
    return bits
  }

  private mutating func normalize() {
    while range < RangeBounds.least {
      range <<= 8
      shift()
    }
  }

  /// Gives out the highest byte once no carry can reach it any more.
  private mutating func shift() {
    let carry = low > UInt64(UInt32.max)
    let byte = UInt8(truncatingIfNeeded: low >> 24)
    if byte != 0xFF || carry {
      release(carry)
      held = (byte, 0)
    } else if held == nil {
      held = (byte, 0)
    } else {
      held?.count += 1
    }
    low = (low & 0x00FF_FFFF) << 8
  }

  private mutating func release(_ carry: Bool) {
    guard let held else { return }
    bytes.append(carry ? held.byte &+ 1 : held.byte)
    for _ in 0..<held.count { bytes.append(carry ? 0 : 0xFF) }
  }

  /// What was written: of all numbers in the last interval the one with the most zeros behind, and
  /// without these, as a reader adds them itself.
  mutating func finish() -> [UInt8] {
    for zeros in stride(from: 24, through: 0, by: -8) {
      let mask = (UInt64(1) << UInt64(zeros)) - 1
      let rounded = (low + mask) & ~mask
      if rounded < low + UInt64(range) {
        low = rounded
        break
      }
    }
    for _ in 0..<4 { shift() }
    release(low > UInt64(UInt32.max))
    var zeros = 0
    while zeros < RangeBounds.padding, bytes.last == 0 {
      bytes.removeLast()
      zeros += 1
    }
    return bytes
  }
}

/// What writer and reader agree on.
enum RangeBounds {
  /// The interval is kept at least this large.
  static let least: UInt32 = 1 << 24
  /// Zeros that a writer leaves out at the end, and a reader adds.
  static let padding = 4
}
