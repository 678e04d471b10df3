/// Texts of `.xls` records: of 8 or 16 bits a character, with formats and readings to skip, and
/// broken over records anywhere.
struct BiffText {
  private let chunks: [ArraySlice<UInt8>]
  private var chunk = 0
  private var offset = 0

  /// A record's body and those that continue it.
  init(_ chunks: [ArraySlice<UInt8>]) { self.chunks = chunks }

  /// A text of Excel 97 and later; nil where the bytes end before it does.
  ///
  /// - Parameter wideLength: its length takes two bytes instead of one.
  mutating func unicode(wideLength: Bool) -> String? {
    guard let length = wideLength ? u16() : byte() else { return nil }
    guard length > 0 || !atEnd else { return "" }
    guard let options = byte() else { return nil }
    var skipped = 0
    if options & 0x08 != 0 {
      guard let runs = u16() else { return nil }
      skipped += 4 * runs
    }
    if options & 0x04 != 0 {
      guard let low = u16(), let high = u16() else { return nil }
      skipped += high << 16 | low
    }
    guard let text = characters(length, wide: options & 1 != 0) else { return nil }
    skip(skipped)
    return text
  }

  /// A text of Excel 95: one byte a character.
  mutating func bytes(wideLength: Bool, in page: CodePage) -> String? {
    guard let length = wideLength ? u16() : byte() else { return nil }
    var text = String.UnicodeScalarView()
    for _ in 0..<length {
      guard let byte = byte() else { return nil }
      text.append(page.scalar(UInt8(truncatingIfNeeded: byte)))
    }
    return String(text)
  }

  /// Where the text goes on in another record, that starts by saying how many bits it takes.
  private mutating func characters(_ count: Int, wide: Bool) -> String? {
    var wide = wide
    var units: [UInt16] = []
    while units.count < count {
      if offset >= current.count {
        guard moveOn(), let options = byte() else { return nil }
        wide = options & 1 != 0
      }
      let here = current.dropFirst(offset).prefix((count - units.count) * (wide ? 2 : 1))
      if wide {
        guard here.count >= 2 else { return nil }
        for index in 0..<here.count / 2 {
          units.append(
            UInt16(here[here.startIndex + 2 * index])
              | UInt16(here[here.startIndex + 2 * index + 1]) << 8)
        }
        offset += here.count & ~1
      } else {
        units += here.lazy.map { UInt16($0) }
        offset += here.count
      }
    }
    return String(decoding: units, as: UTF16.self)
  }

  // MARK: Bytes

  private var current: ArraySlice<UInt8> { chunk < chunks.count ? chunks[chunk] : [] }

  private var atEnd: Bool {
    offset >= current.count && chunks.dropFirst(chunk + 1).allSatisfy(\.isEmpty)
  }

  private mutating func moveOn() -> Bool {
    guard chunk + 1 < chunks.count else { return false }
    (chunk, offset) = (chunk + 1, 0)
    return true
  }

  mutating func byte() -> Int? {
    while offset >= current.count {
      guard moveOn() else { return nil }
    }
    defer { offset += 1 }
    return Int(current[current.startIndex + offset])
  }

  mutating func u16() -> Int? {
    guard let low = byte(), let high = byte() else { return nil }
    return low | high << 8
  }

  mutating func skip(_ count: Int) {
    var left = count
    while left > current.count - offset {
      left -= current.count - offset
      guard moveOn() else {
        offset = current.count
        return
      }
    }
    offset += left
  }
}

/// The encodings of Excel 95 that we read; others are refused rather than guessed.
enum CodePage {
  case latin1
  case windows1252

  init?(_ number: Int) {
    switch number {
    case 367, 28591: self = .latin1
    // 0x8001 is what Excel 3 calls its own.
    case 1252, 0x8001: self = .windows1252
    default: return nil
    }
  }

  /// What 0x80 to 0x9F stand for; 0xFFFD where nothing.
  private static let windowsScalars: [UInt16] = [
    0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039,
    0x0152, 0xFFFD, 0x017D, 0xFFFD, 0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178,
  ]

  func scalar(_ byte: UInt8) -> Unicode.Scalar {
    guard self == .windows1252, (0x80...0x9F).contains(byte) else { return Unicode.Scalar(byte) }
    return Unicode.Scalar(Self.windowsScalars[Int(byte) - 0x80]) ?? "\u{FFFD}"
  }
}
