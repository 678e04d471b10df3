extension String {
  /// Without space at either end, non-breaking and other Unicode spaces included.
  var trimmedOfSpaces: String {
    guard let first = utf8.first, let last = utf8.last else { return self }
    // Nearly every cell: both ends are printable ASCII.
    if first > 0x20, first < 0x7F, last > 0x20, last < 0x7F { return self }
    let scalars = unicodeScalars
    guard let start = scalars.firstIndex(where: { !$0.isSpace }),
      let end = scalars.lastIndex(where: { !$0.isSpace })
    else { return "" }
    return String(scalars[start...end])
  }

  /// With straight quotes for curly ones; where `collapsing`, runs of spaces become one.
  func cleanedOfSpreadsheetQuirks(collapsing: Bool) -> String {
    var previous: UInt8 = 0
    var dirty = false
    for byte in utf8 {
      // 0xE2 starts the curly quotes, C2 A0 is a non-breaking space; C2 alone also starts «¿».
      if byte == 0xE2 || byte == 0xA0 && previous == 0xC2
        || byte == 0x20 && previous == 0x20 && collapsing
      {
        dirty = true
        break
      }
      previous = byte
    }
    guard dirty else { return self }
    var result = String.UnicodeScalarView()
    var lastWasSpace = false
    for scalar in unicodeScalars {
      var scalar = scalar
      switch scalar {
      case "\u{2018}", "\u{2019}": scalar = "'"
      case "\u{201C}", "\u{201D}": scalar = "\""
      case "\u{A0}": scalar = " "
      default: break
      }
      if collapsing, scalar == " ", lastWasSpace { continue }
      lastWasSpace = scalar == " "
      result.append(scalar)
    }
    return String(result)
  }

  /// `Constraint  Message` → `constraint_message`.
  var snakeCased: String {
    unicodeScalars.split(whereSeparator: \.isSpace).map { String($0) }.joined(separator: "_")
      .lowercased()
  }

  /// Whether the text can name an XML element, with at most one colon, as XLSForm names must.
  package var isXMLName: Bool {
    let parts = unicodeScalars.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count <= 2 else { return false }
    return parts.allSatisfy { part in
      guard let first = part.first, first.startsXMLName else { return false }
      return part.dropFirst().allSatisfy(\.continuesXMLName)
    }
  }

  /// The pieces between `separator`, each trimmed.
  func pieces(separatedBy separator: String) -> [String] {
    var pieces: [String] = []
    var rest = self[...]
    while let range = rest.firstRange(of: separator) {
      pieces.append(String(rest[..<range.lowerBound]).trimmedOfSpaces)
      rest = rest[range.upperBound...]
    }
    pieces.append(String(rest).trimmedOfSpaces)
    return pieces
  }
}

extension Unicode.Scalar {
  fileprivate var isSpace: Bool {
    value <= 0x20
      ? (value >= 0x09 && value <= 0x0D) || (value >= 0x1C && value <= 0x20)
      : properties.isWhitespace
  }

  /// https://www.w3.org/TR/REC-xml/#NT-NameStartChar without the colon.
  fileprivate var startsXMLName: Bool {
    switch value {
    case 0x41...0x5A, 0x5F, 0x61...0x7A, 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x2FF, 0x370...0x37D,
      0x37F...0x1FFF, 0x200C...0x200D, 0x2070...0x218F, 0x2C00...0x2FEF, 0x3001...0xD7FF,
      0xF900...0xFDCF, 0xFDF0...0xFFFD, 0x10000...0xEFFFF:
      true
    default: false
    }
  }

  fileprivate var continuesXMLName: Bool {
    if startsXMLName { return true }
    switch value {
    case 0x2D, 0x2E, 0x30...0x39, 0xB7, 0x300...0x36F, 0x203F...0x2040: return true
    default: return false
    }
  }
}
