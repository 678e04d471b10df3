/// Compares texts that people read by their words: case, signs and mark-up aside.
enum Wording {
  /// More words than these say nothing more about what a text is.
  private static let mostWords = 200

  static func words(_ text: String) -> [String] {
    var words: [String] = []
    var word = ""
    var insideTag = false
    for scalar in text.unicodeScalars {
      switch scalar {
      case "<": insideTag = text.contains(">")
      case ">": insideTag = false
      default: break
      }
      if !insideTag, scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
        word.unicodeScalars.append(scalar)
      } else if !word.isEmpty {
        words.append(word.lowercased())
        word = ""
        if words.count == mostWords { return words }
      }
    }
    return word.isEmpty ? words : words + [word.lowercased()]
  }

  /// The share of words that two texts have in common, from 0 to 1, in the language in which they
  /// are most alike; nil where they have no language in common.
  static func likeness(_ a: LocalizedText, _ b: LocalizedText) -> Double? {
    a.byLanguage.compactMap { language, text -> Double? in
      b.byLanguage[language].map { likeness(text, $0) }
    }.max()
  }

  static func likeness(_ a: String, _ b: String) -> Double {
    let (first, second) = (Set(words(a)), Set(words(b)))
    let all = first.union(second).count
    return all == 0 ? 1 : Double(first.intersection(second).count) / Double(all)
  }
}
