/// The letters of Spanish words, as a text's bytes have them.
enum Letters {
  /// Whether a byte belongs to a word: a letter, a digit, or anything beyond ASCII.
  static func isOfWord(_ byte: UInt8) -> Bool {
    byte >= 0x80 || (0x61...0x7A).contains(byte | 0x20) && byte >= 0x41
      || (0x30...0x39).contains(byte)
  }

  /// A word in small letters; of accented ones those of Spanish.
  static func lowered(_ word: some Collection<UInt8>) -> [UInt8] {
    map(word) { ascii in
      (0x41...0x5A).contains(ascii) ? ascii | 0x20 : ascii
    } accented: { second in
      accentedCapitals.contains(second) ? second | 0x20 : second
    }
  }

  static func raised(_ word: some Collection<UInt8>) -> [UInt8] {
    map(word) { ascii in
      (0x61...0x7A).contains(ascii) ? ascii & 0xDF : ascii
    } accented: { second in
      accentedCapitals.contains(second & 0xDF) && second & 0x20 != 0 ? second & 0xDF : second
    }
  }

  /// A word with its first letter as a capital.
  static func capitalized(_ word: [UInt8]) -> [UInt8] {
    let first = word.first == accent ? 2 : 1
    return raised(word.prefix(first)) + word.dropFirst(first)
  }

  /// The first byte of `á`, `É`, `ñ`, `ü`…
  static let accent: UInt8 = 0xC3
  /// The second one of `Á É Í Ñ Ó Ú Ü`; small letters have one bit more.
  private static let accentedCapitals: [UInt8] = [0x81, 0x89, 0x8D, 0x91, 0x93, 0x9A, 0x9C]

  private static func map(
    _ word: some Collection<UInt8>, ascii: (UInt8) -> UInt8, accented: (UInt8) -> UInt8
  ) -> [UInt8] {
    var mapped: [UInt8] = []
    mapped.reserveCapacity(word.count)
    var isAfterAccent = false
    for byte in word {
      mapped.append(isAfterAccent ? accented(byte) : ascii(byte))
      isAfterAccent = !isAfterAccent && byte == accent
    }
    return mapped
  }

  // MARK: Spelling

  /// What a spelled word consists of: 0 ends it; `escape` brings one byte that has no symbol.
  static let escape = 63
  static let bits = 6

  /// By symbol: the letters, digits and accented letters, each as its bytes.
  static let spelled: [[UInt8]] = {
    var spelled: [[UInt8]] = [[]]
    spelled += (UInt8(ascii: "a")...UInt8(ascii: "z")).map { [$0] }
    spelled += (UInt8(ascii: "0")...UInt8(ascii: "9")).map { [$0] }
    spelled += accentedCapitals.map { [accent, $0 | 0x20] }
    return spelled
  }()

  /// By byte: the symbol of the letter that it is alone.
  static let symbolOfByte: [Int?] = {
    var symbols = [Int?](repeating: nil, count: 256)
    for (symbol, bytes) in spelled.enumerated() where bytes.count == 1 {
      symbols[Int(bytes[0])] = symbol
    }
    return symbols
  }()

  /// By second byte: the symbol of an accented letter.
  static let symbolOfAccented: [Int?] = {
    var symbols = [Int?](repeating: nil, count: 256)
    for (symbol, bytes) in spelled.enumerated() where bytes.count == 2 {
      symbols[Int(bytes[1])] = symbol
    }
    return symbols
  }()
}
