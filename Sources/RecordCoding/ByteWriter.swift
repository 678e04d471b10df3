/// Appends numbers, texts and bytes in the shapes that `ByteReader` reads back.
package struct ByteWriter: Sendable {
  package private(set) var bytes: [UInt8] = []

  /// - Parameter capacity: bytes that will probably be written.
  package init(capacity: Int = 0) { bytes.reserveCapacity(capacity) }

  package mutating func write(byte: UInt8) { bytes.append(byte) }

  /// Bytes as they stand, without a length.
  package mutating func write(raw: some Sequence<UInt8>) { bytes.append(contentsOf: raw) }

  /// Seven bits a byte, the lowest first, the high bit set on all but the last (LEB128).
  package mutating func write(varint value: some UnsignedInteger) {
    var rest = UInt64(value)
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  package mutating func write(count: Int) { write(varint: UInt64(count)) }

  /// A signed number, so folded that small ones are short: 0, -1, 1, -2, 2 …
  package mutating func write(zigzag value: Int64) {
    write(varint: UInt64(bitPattern: (value << 1) ^ (value >> 63)))
  }

  /// Eight bytes, the highest first.
  package mutating func write(fixed value: UInt64) {
    for shift in stride(from: 56, through: 0, by: -8) {
      bytes.append(UInt8(truncatingIfNeeded: value >> UInt64(shift)))
    }
  }

  /// A length and that many bytes.
  package mutating func write(counted value: some Collection<UInt8>) {
    write(count: value.count)
    write(raw: value)
  }

  /// A length in bytes and that much UTF-8.
  package mutating func write(text: String) { write(text: text, from: 0) }

  /// The same of a text without its first bytes.
  mutating func write(text: String, from start: Int) {
    var copy = text
    copy.withUTF8 { utf8 in
      write(count: utf8.count - start)
      bytes.append(contentsOf: UnsafeBufferPointer(rebasing: utf8[start...]))
    }
  }
}
