/// Writes or reads symbols: choices among a few, numbers, bytes. Each is told by bits, each bit by
/// the model of its situation.
struct SymbolCoder<Coder: BitCoder> {
  var coder: Coder
  /// All situations met so far; a *space* is a run of them, named by its first.
  private var models: [BitModel]

  /// - Parameter models: what is known before the first bit.
  init(_ coder: Coder, models: [BitModel]) {
    self.coder = coder
    self.models = models
  }

  /// What all situations have learned.
  var learned: [BitModel] { models }

  /// Sets aside a space for so many situations.
  mutating func space(_ count: Int) -> Int { Self.space(count, in: &models) }

  static func space(_ count: Int, in models: inout [BitModel]) -> Int {
    let start = models.count
    models.append(contentsOf: repeatElement(.even, count: count))
    return start
  }

  /// A space for the symbols 0..<`symbols`, of which each is as likely as the others.
  mutating func space(choosingAmong symbols: Int, _ count: Int) -> Int {
    let start = space(count)
    var width = count / 2
    var first = 1
    while width > 0 {
      for node in 0..<first {
        let zero = min(width, max(0, symbols - node * 2 * width))
        let one = min(width, max(0, symbols - (node * 2 + 1) * width))
        guard zero + one > 0 else { continue }
        models[start + first + node] = BitModel(probability: 65_536 * zero / (zero + one))
      }
      first *= 2
      width /= 2
    }
    return start
  }

  /// Learns a bit before the first one, as if it had been met a few times.
  mutating func expect(_ bit: Bool, _ place: Int) {
    for _ in 0..<4 { models[place].learn(bit) }
  }

  /// The same of a symbol.
  mutating func expect(_ symbol: Int, bits: Int, _ space: Int) {
    var node = 1
    for place in stride(from: bits - 1, through: 0, by: -1) {
      let bit = symbol >> place & 1
      expect(bit == 1, space + node)
      node = node << 1 | bit
    }
  }

  /// The same of a small number, told by `number`.
  mutating func expect(number: UInt64, _ space: Int) {
    expect(UInt64.bitWidth - number.leadingZeroBitCount, bits: Self.lengthBits, space)
  }

  /// The same of a small number told by `signed`.
  mutating func expect(signed number: Int64, _ space: Int) {
    expect(number < 0, space)
    expect(number: number.magnitude, space + 1)
  }

  // MARK: Bits

  mutating func bit(_ bit: Bool, _ place: Int) throws(PackingError) -> Bool {
    let coded = try coder.code(bit, models[place])
    models[place].learn(coded)
    return coded
  }

  /// A bit of one question among many of its kind. The first time it is expected as with the
  /// others of its kind.
  mutating func bit(_ bit: Bool, _ place: ModelPlace) throws(PackingError) -> Bool {
    if models[place.own].isNew { models[place.own] = models[place.shared].lesson }
    let coded = try self.bit(bit, place.own)
    models[place.shared].learn(coded)
    return coded
  }

  // MARK: Symbols

  /// One of 2^`bits` symbols.
  mutating func symbol<At: Situation>(
    _ symbol: Int, bits: Int, _ space: At
  ) throws(PackingError) -> Int {
    var node = 1
    for place in stride(from: bits - 1, through: 0, by: -1) {
      let coded = try space.code(symbol >> place & 1 == 1, at: node, in: &self)
      node = node << 1 | (coded ? 1 : 0)
    }
    return node - (1 << bits)
  }

  /// Any number, the shorter the smaller it is: its length in bits, then the bits behind the first.
  /// Takes a space of `Self.numberSpace`.
  mutating func number<At: Situation>(
    _ number: UInt64, _ space: At
  ) throws(PackingError) -> UInt64 {
    let length = UInt64.bitWidth - number.leadingZeroBitCount
    var coded = try symbol(min(length, Self.longNumber), bits: Self.lengthBits, space)
    if coded == Self.longNumber {
      coded += try symbol(
        max(0, length - Self.longNumber), bits: 6, space.moved(by: 1 << Self.lengthBits))
    }
    if coded > UInt64.bitWidth { throw .malformed("a number beyond 64 bits") }
    guard coded > 1 else { return UInt64(coded) }
    var value: UInt64 = 1
    var left = coded - 1
    // The first bits are worth expecting something of.
    let prefixes = space.moved(by: (1 << Self.lengthBits) + (1 << 6) + coded << 2)
    while left > 0, value < 4 {
      let isSet = try prefixes.code(number >> UInt64(left - 1) & 1 == 1, at: Int(value), in: &self)
      value = value << 1 | (isSet ? 1 : 0)
      left -= 1
    }
    while left > 0 {
      let count = min(left, 16)
      let bits =
        UInt32(truncatingIfNeeded: number >> UInt64(left - count)) & ((1 << UInt32(count)) - 1)
      value = value << UInt64(count) | UInt64(try coder.codeEven(bits, count: count))
      left -= count
    }
    return value
  }

  private static var lengthBits: Int { 4 }
  private static var longNumber: Int { (1 << lengthBits) - 1 }
  /// What `number` needs: lengths up to 14, longer lengths, and for each length four prefixes.
  static var numberSpace: Int { (1 << lengthBits) + (1 << 6) + (UInt64.bitWidth + 1) << 2 }

  /// A number that may be negative: its sign, then how large it is. Takes `Self.signedSpace`.
  mutating func signed<At: Situation>(
    _ number: Int64, _ space: At
  ) throws(PackingError) -> Int64 {
    let isNegative = try space.code(number < 0, at: 0, in: &self)
    let magnitude = try self.number(number.magnitude, space.moved(by: 1))
    guard let value = Int64(exactly: magnitude) else {
      if isNegative, magnitude == Int64.min.magnitude { return .min }
      throw .malformed("a number beyond 64 bits")
    }
    return isNegative ? -value : value
  }

  static var signedSpace: Int { 1 + numberSpace }

  /// A number of things to come.
  mutating func count<At: Situation>(
    _ count: Int, of what: String, atMost limit: Int, _ space: At
  ) throws(PackingError) -> Int {
    let coded = try number(UInt64(count), space)
    if limit < 0 || coded > UInt64(limit) { throw .tooLarge(what, limit: limit) }
    return Int(coded)
  }

  /// 64 bits that nothing is known of.
  mutating func even64(_ value: UInt64) throws(PackingError) -> UInt64 {
    var coded: UInt64 = 0
    for shift in stride(from: UInt64(48), through: 0, by: -16) {
      let part = UInt32(truncatingIfNeeded: value >> shift & 0xFFFF)
      coded = coded << 16 | UInt64(try coder.codeEven(part, count: 16))
    }
    return coded
  }

  /// One byte that nothing is known of.
  mutating func evenByte(_ byte: UInt8) throws(PackingError) -> UInt8 {
    UInt8(truncatingIfNeeded: try coder.codeEven(UInt32(byte), count: 8))
  }
}

/// Where the models of something are: of its own, or of its own and of its kind.
protocol Situation {
  func moved(by distance: Int) -> Self
  func code<Coder: BitCoder>(
    _ bit: Bool, at node: Int, in symbols: inout SymbolCoder<Coder>
  ) throws(PackingError) -> Bool
}

extension Int: Situation {
  func moved(by distance: Int) -> Int { self + distance }

  func code<Coder: BitCoder>(
    _ bit: Bool, at node: Int, in symbols: inout SymbolCoder<Coder>
  ) throws(PackingError) -> Bool { try symbols.bit(bit, self + node) }
}

/// The models of one question, and those of all of its kind, of which it learns at the beginning.
struct ModelPlace: Situation {
  var own: Int
  var shared: Int

  func moved(by distance: Int) -> ModelPlace {
    ModelPlace(own: own + distance, shared: shared + distance)
  }

  func code<Coder: BitCoder>(
    _ bit: Bool, at node: Int, in symbols: inout SymbolCoder<Coder>
  ) throws(PackingError) -> Bool { try symbols.bit(bit, moved(by: node)) }
}
