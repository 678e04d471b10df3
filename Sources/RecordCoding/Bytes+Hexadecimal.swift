extension [UInt8] {
  /// Two lower-case digits a byte.
  package var hexadecimal: String {
    map { byte in
      let digits = String(byte, radix: 16)
      return byte < 16 ? "0" + digits : digits
    }.joined()
  }

  /// Nil for a text that is not two digits a byte.
  package init?(hexadecimal text: String) {
    let digits = [UInt8](text.utf8)
    guard digits.count % 2 == 0 else { return nil }
    self = []
    for place in stride(from: 0, to: digits.count, by: 2) {
      guard let byte = UInt8(String(decoding: digits[place...place + 1], as: UTF8.self), radix: 16)
      else { return nil }
      append(byte)
    }
  }
}
