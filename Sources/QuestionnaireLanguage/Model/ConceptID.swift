/// Ids of concepts of a published classification, as `iccs:0601` or `sdg:16.1.3`: the scheme, a
/// colon and the scheme's own code.
enum ConceptID {
  static func isValid(_ text: String) -> Bool {
    guard let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")) else { return false }
    let (scheme, code) = (text.utf8[..<colon], text.utf8[colon...].dropFirst())
    guard let first = scheme.first, isLetter(first), !code.isEmpty else { return false }
    return scheme.allSatisfy { isLetter($0) || isDigit($0) || "-_.".utf8.contains($0) }
      && text.unicodeScalars.allSatisfy { $0.value > 0x20 && !$0.properties.isWhitespace }
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }
}
