/// A set of Unicode scalars that one place of a pattern admits.
struct CharacterClass: Hashable, Sendable {
  enum Property: Hashable, Sendable {
    case letter, upper, lower, digit, number, alphanumeric, punctuation, symbol, space, mark
  }

  var ranges: [ClosedRange<UInt32>] = []
  var properties: [Property] = []
  var excluded: [CharacterClass] = []
  var isNegated = false
  var ignoresCase = false

  static let digits = CharacterClass(ranges: [0x30...0x39])
  static let spaces = CharacterClass(ranges: [0x09...0x0D, 0x20...0x20])
  static let word = CharacterClass(
    ranges: [0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A])
  /// `.`: anything but a line's end.
  static let anyInLine = CharacterClass(
    ranges: [0x0A...0x0A, 0x0D...0x0D, 0x85...0x85, 0x2028...0x2029], isNegated: true)

  static func one(_ scalar: Unicode.Scalar, ignoringCase: Bool) -> CharacterClass {
    CharacterClass(ranges: [scalar.value...scalar.value], ignoresCase: ignoringCase)
  }

  var negated: CharacterClass {
    var copy = self
    copy.isNegated.toggle()
    return copy
  }

  func contains(_ scalar: Unicode.Scalar) -> Bool {
    var holds = holds(scalar)
    if !holds, ignoresCase {
      let lower = scalar.properties.lowercaseMapping.unicodeScalars
      let upper = scalar.properties.uppercaseMapping.unicodeScalars
      holds =
        (lower.count == 1 && self.holds(lower.first ?? scalar))
        || (upper.count == 1 && self.holds(upper.first ?? scalar))
    }
    return holds != isNegated
  }

  private func holds(_ scalar: Unicode.Scalar) -> Bool {
    for range in ranges where range.contains(scalar.value) { return true }
    for property in properties where Self.has(scalar, property) { return true }
    for other in excluded where other.contains(scalar) { return true }
    return false
  }

  /// Adds what another class admits.
  mutating func formUnion(_ other: CharacterClass) {
    if other.isNegated || !other.excluded.isEmpty {
      excluded.append(other)
    } else {
      ranges += other.ranges
      properties += other.properties
    }
  }

  private static func has(_ scalar: Unicode.Scalar, _ property: Property) -> Bool {
    switch (property, scalar.properties.generalCategory) {
    case (.letter, .uppercaseLetter), (.letter, .lowercaseLetter), (.letter, .titlecaseLetter),
      (.letter, .modifierLetter), (.letter, .otherLetter):
      true
    case (.upper, .uppercaseLetter), (.lower, .lowercaseLetter), (.digit, .decimalNumber): true
    case (.number, .decimalNumber), (.number, .letterNumber), (.number, .otherNumber): true
    case (.alphanumeric, _): has(scalar, .letter) || has(scalar, .digit)
    case (.punctuation, .connectorPunctuation), (.punctuation, .dashPunctuation),
      (.punctuation, .openPunctuation), (.punctuation, .closePunctuation),
      (.punctuation, .initialPunctuation), (.punctuation, .finalPunctuation),
      (.punctuation, .otherPunctuation):
      true
    case (.symbol, .mathSymbol), (.symbol, .currencySymbol), (.symbol, .modifierSymbol),
      (.symbol, .otherSymbol):
      true
    case (.space, .spaceSeparator), (.space, .lineSeparator), (.space, .paragraphSeparator): true
    case (.mark, .nonspacingMark), (.mark, .spacingMark), (.mark, .enclosingMark): true
    default: false
    }
  }

  /// The class that `\p{name}` means; nil where we know none of that name.
  static func named(_ name: String) -> CharacterClass? {
    switch name {
    case "L", "IsL", "IsLetter", "IsAlphabetic": CharacterClass(properties: [.letter])
    case "Lu", "IsLu", "IsUppercase": CharacterClass(properties: [.upper])
    case "Ll", "IsLl", "IsLowercase": CharacterClass(properties: [.lower])
    case "N", "IsN": CharacterClass(properties: [.number])
    case "Nd", "IsNd", "IsDigit": CharacterClass(properties: [.digit])
    case "P", "IsP", "IsPunctuation": CharacterClass(properties: [.punctuation])
    case "S", "IsS": CharacterClass(properties: [.symbol])
    case "Z", "Zs", "IsWhite_Space": CharacterClass(properties: [.space])
    case "M", "IsM", "Mn": CharacterClass(properties: [.mark])
    case "Alpha": CharacterClass(ranges: [0x41...0x5A, 0x61...0x7A])
    case "Digit": digits
    case "Alnum": CharacterClass(ranges: [0x30...0x39, 0x41...0x5A, 0x61...0x7A])
    case "Upper": CharacterClass(ranges: [0x41...0x5A])
    case "Lower": CharacterClass(ranges: [0x61...0x7A])
    case "Space": spaces
    case "Punct": CharacterClass(ranges: [0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E])
    case "ASCII": CharacterClass(ranges: [0...0x7F])
    default: nil
    }
  }
}
