/// Identities are written as 32 lower-case hexadecimal digits, wherever people or JSON read them.
extension RecordID: LosslessStringConvertible {
  public var description: String { HexadecimalPair.text(high, low) }

  /// Nil for anything but 32 hexadecimal digits.
  public init?(_ text: String) {
    guard let (high, low) = HexadecimalPair.numbers(text) else { return nil }
    self.init(high: high, low: low)
  }
}

extension ReplicaID: LosslessStringConvertible {
  public var description: String { HexadecimalPair.text(high, low) }

  /// Nil for anything but 32 hexadecimal digits.
  public init?(_ text: String) {
    guard let (high, low) = HexadecimalPair.numbers(text) else { return nil }
    self.init(high: high, low: low)
  }
}

private enum HexadecimalPair {
  static func text(_ high: UInt64, _ low: UInt64) -> String { digits(high) + digits(low) }

  static func numbers(_ text: String) -> (UInt64, UInt64)? {
    guard text.utf8.count == 32, text.allSatisfy(\.isHexDigit),
      let high = UInt64(text.prefix(16), radix: 16), let low = UInt64(text.suffix(16), radix: 16)
    else { return nil }
    return (high, low)
  }

  private static func digits(_ number: UInt64) -> String {
    let digits = String(number, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
