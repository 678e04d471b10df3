/// The words and signs of an expression, each with its place in the formula's UTF-8 text.
struct Token: Hashable {
  enum Kind: Hashable {
    case number(Double)
    case text(String)
    /// A name, perhaps with a prefix: `age`, `jr:choice-name`, `orx:*`.
    case name(String)
    case reference(name: String, isLastSaved: Bool)
    case op(BinaryOperator)
    /// `*` where an operand is expected.
    case wildcard
    case slash
    case doubleSlash
    case dot
    case doubleDot
    case at
    case comma
    case axisMark
    case openParenthesis
    case closeParenthesis
    case openBracket
    case closeBracket
  }

  var kind: Kind
  var range: Range<Int>
}

/// Cuts a formula's text into tokens.
struct Lexer {
  private let bytes: [UInt8]
  private var index = 0
  private var tokens: [Token] = []

  private init(_ text: String) { bytes = Array(text.utf8) }

  static func tokens(of text: String) throws(ExpressionError) -> [Token] {
    var lexer = Lexer(text)
    guard lexer.bytes.count <= ExpressionLimits.maximumLength else {
      throw ExpressionError(.tooLong, range: 0..<lexer.bytes.count)
    }
    try lexer.run()
    return lexer.tokens
  }

  private mutating func run() throws(ExpressionError) {
    while index < bytes.count {
      if skipSpace() { continue }
      let start = index
      let kind = try next()
      tokens.append(Token(kind: kind, range: start..<index))
    }
  }

  /// Space, tab, line ends, and the no-break space that spreadsheets sneak in.
  private mutating func skipSpace() -> Bool {
    switch bytes[index] {
    case 0x20, 0x09, 0x0A, 0x0D:
      index += 1
      return true
    case 0xC2 where byte(1) == 0xA0:
      index += 2
      return true
    default: return false
    }
  }

  private func byte(_ ahead: Int) -> UInt8? {
    index + ahead < bytes.count ? bytes[index + ahead] : nil
  }

  private mutating func next() throws(ExpressionError) -> Token.Kind {
    let first = bytes[index]
    if Self.isDigit(first) || (first == UInt8(ascii: ".") && byte(1).map(Self.isDigit) == true) {
      return number()
    }
    if afterOperand, let word = wordOperator() { return word }
    if Self.startsName(first) { return name() }
    switch first {
    case UInt8(ascii: "'"), UInt8(ascii: "\""): return try quoted(first)
    case UInt8(ascii: "$"): return try reference()
    default: return try sign(first)
    }
  }

  private mutating func take(_ count: Int, _ kind: Token.Kind) -> Token.Kind {
    index += count
    return kind
  }

  private mutating func sign(_ first: UInt8) throws(ExpressionError) -> Token.Kind {
    let second = byte(1)
    switch first {
    case UInt8(ascii: "("): return take(1, .openParenthesis)
    case UInt8(ascii: ")"): return take(1, .closeParenthesis)
    case UInt8(ascii: "["): return take(1, .openBracket)
    case UInt8(ascii: "]"): return take(1, .closeBracket)
    case UInt8(ascii: ","): return take(1, .comma)
    case UInt8(ascii: "@"): return take(1, .at)
    case UInt8(ascii: "|"): return take(1, .op(.union))
    case UInt8(ascii: "+"): return take(1, .op(.plus))
    case UInt8(ascii: "-"): return take(1, .op(.minus))
    case UInt8(ascii: "="): return take(1, .op(.equal))
    case UInt8(ascii: "*"): return take(1, afterOperand ? .op(.times) : .wildcard)
    case UInt8(ascii: "."):
      return second == UInt8(ascii: ".") ? take(2, .doubleDot) : take(1, .dot)
    case UInt8(ascii: "/"):
      return second == UInt8(ascii: "/") ? take(2, .doubleSlash) : take(1, .slash)
    case UInt8(ascii: "<"):
      return second == UInt8(ascii: "=") ? take(2, .op(.lessOrEqual)) : take(1, .op(.less))
    case UInt8(ascii: ">"):
      return second == UInt8(ascii: "=") ? take(2, .op(.greaterOrEqual)) : take(1, .op(.greater))
    case UInt8(ascii: "!") where second == UInt8(ascii: "="): return take(2, .op(.notEqual))
    case UInt8(ascii: ":") where second == UInt8(ascii: ":"): return take(2, .axisMark)
    default: throw unexpectedCharacter()
    }
  }

  private func unexpectedCharacter() -> ExpressionError {
    let rest = String(decoding: bytes[index...].prefix(16), as: UTF8.self)
    return ExpressionError(
      .unexpectedCharacter(rest.first ?? " "), range: index..<min(index + 1, bytes.count))
  }

  /// XPath 1.0 §3.7: after an operand, `*` multiplies and `and`, `or`, `div`, `mod` are operators.
  private var afterOperand: Bool {
    switch tokens.last?.kind {
    case .number, .text, .name, .reference, .wildcard, .dot, .doubleDot, .closeParenthesis,
      .closeBracket:
      true
    default: false
    }
  }

  private mutating func number() -> Token.Kind {
    let start = index
    while let next = byte(0), Self.isDigit(next) { index += 1 }
    if byte(0) == UInt8(ascii: ".") {
      index += 1
      while let next = byte(0), Self.isDigit(next) { index += 1 }
    }
    var digits = String(decoding: bytes[start..<index], as: UTF8.self)
    if digits.hasSuffix(".") { digits += "0" }
    if digits.hasPrefix(".") { digits = "0" + digits }
    return .number(Double(digits) ?? .nan)
  }

  private mutating func quoted(_ quote: UInt8) throws(ExpressionError) -> Token.Kind {
    let start = index
    guard let end = bytes[(index + 1)...].firstIndex(of: quote) else {
      throw ExpressionError(.unterminatedText, range: start..<bytes.count)
    }
    index = end + 1
    return .text(String(decoding: bytes[(start + 1)..<end], as: UTF8.self))
  }

  private mutating func reference() throws(ExpressionError) -> Token.Kind {
    let start = index
    guard byte(1) == UInt8(ascii: "{") else { throw unexpectedCharacter() }
    guard let end = bytes[index...].firstIndex(of: UInt8(ascii: "}")) else {
      throw ExpressionError(.unterminatedReference, range: start..<bytes.count)
    }
    index = end + 1
    var name = String(decoding: bytes[(start + 2)..<end], as: UTF8.self).trimmingSpaces()
    let isLastSaved = name.hasPrefix(Self.lastSaved)
    if isLastSaved { name = String(name.dropFirst(Self.lastSaved.count)).trimmingSpaces() }
    guard !name.isEmpty else {
      throw ExpressionError(.unterminatedReference, range: start..<index)
    }
    return .reference(name: name, isLastSaved: isLastSaved)
  }

  private static let lastSaved = "last-saved#"

  /// No name can follow an operand, so an operator ends with its letters: `1div2` divides.
  private mutating func wordOperator() -> Token.Kind? {
    for op in [BinaryOperator.and, .or, .divide, .modulo]
    where bytes[index...].starts(with: op.rawValue.utf8) {
      return take(op.rawValue.utf8.count, .op(op))
    }
    return nil
  }

  private mutating func name() -> Token.Kind {
    let start = index
    advanceName()
    if byte(0) == UInt8(ascii: ":"), let next = byte(1), next != UInt8(ascii: ":") {
      if Self.startsName(next) {
        index += 1
        advanceName()
      } else if next == UInt8(ascii: "*") {
        index += 2
      }
    }
    return .name(String(decoding: bytes[start..<index], as: UTF8.self))
  }

  private mutating func advanceName() {
    while let next = byte(0), Self.continuesName(next) {
      if next == 0xC2, byte(1) == 0xA0 { return }
      index += 1
    }
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

  /// ASCII letters, `_`, and everything beyond ASCII.
  private static func startsName(_ byte: UInt8) -> Bool {
    (byte >= 0x41 && byte <= 0x5A) || (byte >= 0x61 && byte <= 0x7A) || byte == 0x5F
      || byte >= 0x80
  }

  private static func continuesName(_ byte: UInt8) -> Bool {
    startsName(byte) || isDigit(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
  }
}

extension String {
  /// Without leading and trailing XML white space.
  func trimmingSpaces() -> String {
    let isSpace: (UInt8) -> Bool = { $0 == 0x20 || ($0 >= 0x09 && $0 <= 0x0D) }
    let trimmed = utf8.drop(while: isSpace)
    guard let last = trimmed.lastIndex(where: { !isSpace($0) }) else { return "" }
    return String(decoding: trimmed[...last], as: UTF8.self)
  }
}
