import Messages

/// Suggestions for a word that is none of those expected, within a bound on the work: a rule makes
/// one of its own for all its findings.
struct Spelling {
  /// Pairs of letters that may still be compared; afterwards there are no more suggestions.
  private var budget = 5_000_000

  /// The candidate nearest to `word`, if it is near enough to be what was meant.
  mutating func nearest(to word: String, among candidates: some Sequence<String>) -> String? {
    let wanted = Array(word.lowercased().unicodeScalars)
    guard !wanted.isEmpty, wanted.count <= Self.longestWord else { return nil }
    let allowed = max(1, wanted.count / 3)
    var best: (distance: Int, candidate: String)?
    for candidate in candidates where candidate != word {
      let letters = Array(candidate.lowercased().unicodeScalars)
      budget -= letters.count
      guard abs(letters.count - wanted.count) <= allowed else { continue }
      budget -= letters.count * wanted.count
      guard budget > 0 else { return nil }
      let distance = Self.editDistance(wanted, letters, limit: best?.distance ?? allowed + 1)
      if distance < best?.distance ?? (allowed + 1) { best = (distance, candidate) }
    }
    return best?.candidate
  }

  /// «Did you mean …?», or nothing.
  mutating func suggestion(
    for word: String, among candidates: some Sequence<String>
  ) -> Message? {
    nearest(to: word, among: candidates).map {
      Message(es: "¿Quiso decir «\($0)»?", en: "Did you mean “\($0)”?")
    }
  }

  /// Longer words are not worth comparing with every other.
  private static let longestWord = 64

  /// Insertions, deletions, replacements and swaps of neighbours; `limit` or more ends the count.
  private static func editDistance(
    _ a: [Unicode.Scalar], _ b: [Unicode.Scalar], limit: Int
  ) -> Int {
    var beforeLast: [Int] = []
    var last = Array(0...b.count)
    for i in a.indices {
      var row = [i + 1]
      for j in b.indices {
        var cost = min(last[j + 1] + 1, row[j] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
          cost = min(cost, beforeLast[j - 1] + 1)
        }
        row.append(cost)
      }
      if row.min() ?? 0 >= limit { return limit }
      (beforeLast, last) = (last, row)
    }
    return last[b.count]
  }
}
