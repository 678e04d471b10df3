/// A pattern as a tree: the part of Java's syntax that questionnaires use.
indirect enum RegexPattern {
  case empty
  case one(CharacterClass)
  case sequence([RegexPattern])
  case either([RegexPattern])
  case group(RegexPattern, number: Int)
  case reference(Int)
  case repeated(RegexPattern, least: Int, most: Int?, greed: Greed)
  case lookAhead(RegexPattern, isNegative: Bool)
  case lineStart
  case lineEnd
  case wordEdge(isNegative: Bool)

  enum Greed { case greedy, reluctant, possessive }
}

/// Reads a pattern's text; nil-free: what it cannot read is an error that quotes the pattern.
struct RegexParser {
  private let scalars: [Unicode.Scalar]
  private let text: String
  private var index = 0
  private(set) var groups = 0
  private var depth = 0
  private var ignoresCase = false

  /// Nested groups of one pattern.
  private static let maximumDepth = 50
  /// The largest count in `{n,m}`.
  private static let maximumCount = 1_000

  init(_ text: String) {
    self.text = text
    scalars = Array(text.unicodeScalars)
  }

  mutating func parse() throws(EvaluationError) -> RegexPattern {
    let pattern = try alternatives()
    guard index == scalars.count else { throw failure }
    return pattern
  }

  private var failure: EvaluationError { EvaluationError(.regularExpression(text)) }
  private var current: Unicode.Scalar? { index < scalars.count ? scalars[index] : nil }

  private mutating func accept(_ scalar: Unicode.Scalar) -> Bool {
    guard current == scalar else { return false }
    index += 1
    return true
  }

  private mutating func accept(_ string: String) -> Bool {
    let wanted = Array(string.unicodeScalars)
    guard scalars[index...].starts(with: wanted) else { return false }
    index += wanted.count
    return true
  }

  private mutating func alternatives() throws(EvaluationError) -> RegexPattern {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.maximumDepth else { throw failure }
    var branches = [try sequence()]
    while accept("|" as Unicode.Scalar) { branches.append(try sequence()) }
    return branches.count == 1 ? branches[0] : .either(branches)
  }

  private mutating func sequence() throws(EvaluationError) -> RegexPattern {
    var parts: [RegexPattern] = []
    while let next = current, next != "|", next != ")" { parts.append(try repeated()) }
    return parts.count == 1 ? parts[0] : parts.isEmpty ? .empty : .sequence(parts)
  }

  private mutating func repeated() throws(EvaluationError) -> RegexPattern {
    let pattern = try atom()
    guard let (least, most) = try quantifier() else { return pattern }
    let greed: RegexPattern.Greed =
      accept("?" as Unicode.Scalar)
      ? .reluctant : accept("+" as Unicode.Scalar) ? .possessive : .greedy
    return .repeated(pattern, least: least, most: most, greed: greed)
  }

  private mutating func quantifier() throws(EvaluationError) -> (Int, Int?)? {
    switch current {
    case "*":
      index += 1
      return (0, nil)
    case "+":
      index += 1
      return (1, nil)
    case "?":
      index += 1
      return (0, 1)
    case "{":
      index += 1
      guard let least = number() else { throw failure }
      var most: Int? = least
      if accept("," as Unicode.Scalar) { most = number() }
      guard accept("}" as Unicode.Scalar), least <= Self.maximumCount,
        (most ?? 0) <= Self.maximumCount, most.map({ $0 >= least }) ?? true
      else { throw failure }
      return (least, most)
    default: return nil
    }
  }

  private mutating func number() -> Int? {
    let start = index
    while let next = current, CharacterClass.digits.contains(next) { index += 1 }
    return Int(String(String.UnicodeScalarView(scalars[start..<index])))
  }

  private mutating func atom() throws(EvaluationError) -> RegexPattern {
    guard let next = current else { throw failure }
    index += 1
    switch next {
    case ".": return .one(.anyInLine)
    case "^": return .lineStart
    case "$": return .lineEnd
    case "(": return try group()
    case "[": return .one(try characterClass())
    case "\\": return try escape()
    case "*", "+", "?": throw failure
    default: return .one(.one(next, ignoringCase: ignoresCase))
    }
  }

  private mutating func group() throws(EvaluationError) -> RegexPattern {
    let outer = ignoresCase
    defer { ignoresCase = outer }
    let inner: RegexPattern
    if accept("?:") {
      inner = try alternatives()
    } else if accept("?=") {
      inner = .lookAhead(try alternatives(), isNegative: false)
    } else if accept("?!") {
      inner = .lookAhead(try alternatives(), isNegative: true)
    } else if accept("?i)") {
      // The flag holds for what follows, up to the end of the enclosing group.
      ignoresCase = true
      return try alternatives()
    } else if current == "?" {
      throw failure
    } else {
      groups += 1
      let number = groups
      inner = .group(try alternatives(), number: number)
    }
    guard accept(")" as Unicode.Scalar) else { throw failure }
    return inner
  }

  private mutating func escape() throws(EvaluationError) -> RegexPattern {
    guard let next = current else { throw failure }
    switch next {
    case "b", "B":
      index += 1
      return .wordEdge(isNegative: next == "B")
    case "A":
      index += 1
      return .lineStart
    case "z", "Z":
      index += 1
      return .lineEnd
    case "1"..."9":
      index += 1
      return .reference(Int(next.value) - 0x30)
    default: return .one(try escapedClass())
    }
  }

  /// After a backslash, inside brackets or not.
  private mutating func escapedClass() throws(EvaluationError) -> CharacterClass {
    guard let next = current else { throw failure }
    index += 1
    switch next {
    case "d": return .digits
    case "D": return CharacterClass.digits.negated
    case "s": return .spaces
    case "S": return CharacterClass.spaces.negated
    case "w": return .word
    case "W": return CharacterClass.word.negated
    case "t": return .one("\t", ignoringCase: false)
    case "n": return .one("\n", ignoringCase: false)
    case "r": return .one("\r", ignoringCase: false)
    case "f": return .one("\u{0C}", ignoringCase: false)
    case "p", "P":
      let named = try property()
      return next == "P" ? named.negated : named
    case "x": return try coded(digits: 2)
    case "u": return try coded(digits: 4)
    case "a"..."z", "A"..."Z", "0"..."9": throw failure
    default: return .one(next, ignoringCase: false)
    }
  }

  private mutating func property() throws(EvaluationError) -> CharacterClass {
    var name = ""
    if accept("{" as Unicode.Scalar) {
      while let next = current, next != "}" {
        name.unicodeScalars.append(next)
        index += 1
      }
      guard accept("}" as Unicode.Scalar) else { throw failure }
    } else if let next = current {
      name.unicodeScalars.append(next)
      index += 1
    }
    guard let named = CharacterClass.named(name) else { throw failure }
    return named
  }

  private mutating func coded(digits: Int) throws(EvaluationError) -> CharacterClass {
    let end = min(index + digits, scalars.count)
    let text = String(String.UnicodeScalarView(scalars[index..<end]))
    guard end - index == digits, let code = UInt32(text, radix: 16),
      let scalar = Unicode.Scalar(code)
    else { throw failure }
    index = end
    return .one(scalar, ignoringCase: ignoresCase)
  }

  private mutating func characterClass() throws(EvaluationError) -> CharacterClass {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.maximumDepth else { throw failure }
    var result = CharacterClass(ignoresCase: ignoresCase)
    result.isNegated = accept("^" as Unicode.Scalar)
    var isFirst = true
    while let next = current {
      index += 1
      if next == "]", !isFirst { return result }
      isFirst = false
      if next == "[" {
        result.formUnion(try characterClass())
        continue
      }
      if next == "&", current == "&" { throw failure }
      let low = next == "\\" ? try escapedClass() : .one(next, ignoringCase: false)
      guard current == "-", index + 1 < scalars.count, scalars[index + 1] != "]",
        let start = low.ranges.first, low.ranges.count == 1, start.count == 1, !low.isNegated
      else {
        result.formUnion(low)
        continue
      }
      index += 1
      result.ranges.append(try range(from: start.lowerBound))
    }
    throw failure
  }

  private mutating func range(from low: UInt32) throws(EvaluationError) -> ClosedRange<UInt32> {
    guard let next = current else { throw failure }
    index += 1
    var high = next.value
    if next == "\\" {
      let escaped = try escapedClass()
      guard let only = escaped.ranges.first, only.count == 1 else { throw failure }
      high = only.lowerBound
    }
    guard low <= high else { throw failure }
    return low...high
  }
}
