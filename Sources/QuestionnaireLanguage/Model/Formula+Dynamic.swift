extension Formula {
  /// Whether a default is computed when the question is first met, rather than a fixed text.
  ///
  /// As the field's tools decide it: the text calls a function, refers to another question, or
  /// holds an operator of arithmetic or union.
  public var isDynamic: Bool { DefaultKind.isDynamic(text, type: nil) }

  /// The same for a default of a question of `type`: dates and places may hold hyphens.
  public func isDynamic(for type: QuestionType) -> Bool { DefaultKind.isDynamic(text, type: type) }
}

/// Tells computed defaults from fixed ones.
enum DefaultKind {
  static func isDynamic(_ text: String, type: QuestionType?) -> Bool {
    let hyphensAreText =
      switch type {
      case .date, .dateTime, .geopoint, .geotrace, .geoshape: true
      default: false
      }
    var scanner = DefaultScanner(text)
    while let token = scanner.next() {
      switch token {
      case .minus where hyphensAreText: return false
      case .minus, .operatorSign, .call, .reference: return true
      case .other: continue
      }
    }
    return false
  }
}

/// Splits a default into just enough tokens to decide: numbers, dates and quoted texts are whole.
private struct DefaultScanner {
  enum Token {
    case minus
    case operatorSign
    case call
    case reference
    case other
  }

  private var rest: Substring.UnicodeScalarView

  init(_ text: String) { rest = text[...].unicodeScalars }

  mutating func next() -> Token? {
    guard let first = rest.first else { return nil }
    if let length = dateLength() ?? timeLength() ?? numberLength() {
      rest.removeFirst(length)
      return .other
    }
    switch first {
    case "'", "\"":
      if let end = rest.dropFirst().firstIndex(of: first) {
        rest = rest[rest.index(after: end)...]
      } else {
        rest.removeFirst()
      }
      return .other
    case "-":
      rest.removeFirst()
      return .minus
    case "*", "+", "|":
      rest.removeFirst()
      return .operatorSign
    case " " where hasWord(" mod ") || hasWord(" div "):
      rest.removeFirst(5)
      return .operatorSign
    case "$" where isReference(): return .reference
    default:
      let name = rest.prefix { String($0).isXMLName || "-.0123456789:".unicodeScalars.contains($0) }
      guard String(first).isXMLName else {
        rest.removeFirst()
        return .other
      }
      rest.removeFirst(name.count)
      return rest.first == "(" ? .call : .other
    }
  }

  private func hasWord(_ word: String) -> Bool { rest.starts(with: word.unicodeScalars) }

  private func isReference() -> Bool {
    guard rest.dropFirst().first == "{", let close = rest.firstIndex(of: "}") else { return false }
    var name = String(rest[rest.index(rest.startIndex, offsetBy: 2)..<close])
    if name.hasPrefix("last-saved#") { name.removeFirst(11) }
    return name.isXMLName
  }

  private func digits(_ from: Int, _ count: Int, in scalars: [Unicode.Scalar]) -> Bool {
    scalars.count >= from + count
      && scalars[from..<from + count].allSatisfy { $0.value >= 48 && $0.value <= 57 }
  }

  /// `2024-03-15`, with `T08:30:00` where it follows.
  private func dateLength() -> Int? {
    let head = Array(rest.prefix(20))
    let start = head.first == "-" ? 1 : 0
    guard digits(start, 4, in: head), digits(start + 5, 2, in: head),
      digits(start + 8, 2, in: head),
      head[start + 4] == "-", head[start + 7] == "-"
    else { return nil }
    return start + 10
  }

  private func timeLength() -> Int? {
    let head = Array(rest.prefix(14))
    guard digits(0, 2, in: head), digits(3, 2, in: head), digits(6, 2, in: head),
      head[2] == ":", head[5] == ":"
    else { return nil }
    guard head.count >= 14, head[8] == "+" || head[8] == "-", digits(9, 2, in: head),
      head[11] == ":", digits(12, 2, in: head)
    else { return 8 }
    return 14
  }

  /// A number with its sign.
  private func numberLength() -> Int? {
    var length = rest.first == "-" ? 1 : 0
    let whole = rest.dropFirst(length).prefix { $0.value >= 48 && $0.value <= 57 }.count
    length += whole
    guard rest.dropFirst(length).first == "." else { return whole > 0 ? length : nil }
    let fraction = rest.dropFirst(length + 1).prefix { $0.value >= 48 && $0.value <= 57 }.count
    return whole + fraction > 0 ? length + 1 + fraction : nil
  }
}
