/// What a question's answers look like, as far as it shortens them. An answer of another shape is
/// told as a text.
enum AnswerShape: Sendable {
  case text
  case integer
  case decimal
  case date
  case dateTime
  case point
  /// One of a list.
  case choice(ChoiceCodes)
  /// Any of a list, in its order.
  case choices(ChoiceCodes)
  /// The only thing it ever says.
  case constant(String)
}

/// A list's codes, by place and back.
struct ChoiceCodes: Sendable {
  let codes: [String]
  let places: [String: Int]
  /// Symbols of so many bits tell them apart.
  var bits: Int { Int.bitWidth - (codes.count - 1).leadingZeroBitCount }

  init(_ codes: [String]) {
    self.codes = codes
    places = Dictionary(zip(codes, codes.indices)) { first, _ in first }
  }
}

/// An answer of its question's shape.
enum ShapedAnswer: Hashable {
  case choice(Int)
  case choices([Bool])
  case number(Decimal)
  case moment(Moment)
  /// Latitude, longitude, altitude, accuracy.
  case point([Decimal])
  case constant
}

extension AnswerShape {
  /// A text as an answer of this shape; nil unless it comes back byte for byte.
  func answer(_ text: String) -> ShapedAnswer? {
    switch self {
    case .text: return nil
    case .constant(let only): return only.utf8.elementsEqual(text.utf8) ? .constant : nil
    case .integer, .decimal:
      guard let number = Decimal(text.utf8), number.places <= Decimal.mostPlaces else { return nil }
      if case .integer = self, number.places > 0 { return nil }
      return .number(number)
    case .date: return Moment(text, hasTime: false).map { .moment($0) }
    case .dateTime: return Moment(text, hasTime: true).map { .moment($0) }
    case .point:
      let parts = text.utf8.split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false)
      let numbers = parts.compactMap { Decimal($0) }
      guard parts.count == 4, numbers.count == 4,
        numbers.allSatisfy({ $0.places <= Decimal.mostPlaces })
      else { return nil }
      return .point(numbers)
    case .choice(let list):
      guard let place = list.places[text],
        list.codes[place].utf8.elementsEqual(text.utf8)
      else { return nil }
      return .choice(place)
    case .choices(let list):
      var chosen = [Bool](repeating: false, count: list.codes.count)
      for code in text.split(separator: " ", omittingEmptySubsequences: false) {
        guard let place = list.places[String(code)] else { return nil }
        chosen[place] = true
      }
      let answer = ShapedAnswer.choices(chosen)
      return self.text(answer).utf8.elementsEqual(text.utf8) ? answer : nil
    }
  }

  /// How an answer of this shape is spelled.
  func text(_ answer: ShapedAnswer) -> String {
    switch (answer, self) {
    case (.choice(let place), .choice(let list)): list.codes[place]
    case (.choices(let chosen), .choices(let list)):
      zip(list.codes, chosen).filter(\.1).map(\.0).joined(separator: " ")
    case (.number(let number), _): number.text
    case (.moment(let moment), _): moment.text
    case (.point(let numbers), _): numbers.map(\.text).joined(separator: " ")
    case (.constant, .constant(let only)): only
    default: preconditionFailure("an answer of another shape")
    }
  }
}
