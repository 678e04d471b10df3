/// The words of an appearance; what the field's programs know of them.
enum Appearance {
  /// The function that replaces a list's choices by those of a file.
  static let search = "search(…)"

  static let known: Set = [
    "field-list", "table-list", "label", "list-nolabel", "list", "minimal", "quick", "quickcompact",
    "compact", "autocomplete", "search", "likert", "image-map", "map", "horizontal",
    "horizontal-compact", "columns", "columns-pack", "no-buttons", "numbers", "thousands-sep",
    "masked", "multiline", "counter", "bearing", "vertical", "no-ticks", "picker", "rating",
    "no-calendar", "month-year", "year", "ethiopian", "coptic", "islamic", "bikram-sambat",
    "myanmar", "persian", "buddhist", "placement-map", "maps", "hide-input", "signature", "draw",
    "annotate", "new", "new-front", "new-rear", "selfie", "front", "url", "hidden-answer",
  ]

  /// With a number: `w4`, `columns-2`, `compact-5`, `h2`.
  private static let numbered = ["columns-", "compact-", "w", "h"]

  static func isKnown(_ word: String) -> Bool {
    if known.contains(word) { return true }
    return numbered.contains { stem in
      let rest = word.dropFirst(stem.count)
      return word.hasPrefix(stem) && (1...2).contains(rest.utf8.count) && Int(rest) != nil
    }
  }

  /// The words, spaces within parentheses apart; `ex:org.app.counter(…)` for a call.
  static func words(_ appearance: String) -> [String] {
    var words: [String] = []
    var word = ""
    var depth = 0
    func end() {
      if !word.isEmpty { words.append(word) }
      word = ""
    }
    for scalar in appearance.unicodeScalars {
      switch scalar {
      case "(":
        if depth == 0 { word += "(…)" }
        depth += 1
      case ")": depth = max(0, depth - 1)
      case " " where depth == 0: end()
      default: if depth == 0 { word.unicodeScalars.append(scalar) }
      }
    }
    end()
    return words
  }
}
