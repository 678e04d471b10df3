/// How a word is written beside its small letters.
enum WordForm: Int {
  case small
  /// Its first letter is a capital.
  case capitalized
  case capitals
  /// As it stands: capitals in the middle, letters of other languages.
  case other

  /// Takes a word apart into its form and what is spelled.
  static func of(_ word: [UInt8]) -> (form: WordForm, letters: [UInt8]) {
    let lowered = Letters.lowered(word)
    if lowered == word { return (.small, word) }
    if Letters.capitalized(lowered) == word { return (.capitalized, lowered) }
    if Letters.raised(lowered) == word { return (.capitals, lowered) }
    return (.other, word)
  }

  func word(_ letters: [UInt8]) -> [UInt8] {
    switch self {
    case .small, .other: letters
    case .capitalized: Letters.capitalized(letters)
    case .capitals: Letters.raised(letters)
    }
  }
}
