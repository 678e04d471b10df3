/// Answers that stand for all that a question may have, as far as given conditions tell them apart.
enum PossibleAnswers {
  /// One for each class of answers among which no comparison with these literals makes a difference;
  /// nil where there are too many.
  ///
  /// - Parameter isRestricted: whether only what the question offers counts: its choices, its scale.
  static func of(
    _ entry: FormEntry, _ context: CheckContext, literals: Set<Constant>, selections: Set<String>,
    isRestricted: Bool
  ) -> [Constant]? {
    switch entry.type {
    case .selectMultiple, .rank:
      return selections.count == literals.count ? subsets(of: selections) : nil
    case .selectOne where isRestricted:
      guard let list = context.list(of: entry), !list.choices.isEmpty, !entry.hasSearchedChoices,
        entry.item.calculation == nil
      else { return texts(literals) }
      guard list.choices.count <= mostAnswers else { return nil }
      let other = entry.choiceSource?.orOther == true ? ["other"] : []
      return (list.choices.map(\.name) + other).map { .text($0) }
    case .integer: return integers(literals).map { .number($0) }
    case .range where isRestricted: return onScale(entry.item.parameters, literals)
    case .decimal, .range: return decimals(literals).map { .number($0) }
    case .date, .dateTime, .time, .metadata: return nil
    default: return texts(literals)
    }
  }

  /// Answers tried for one question.
  static let mostAnswers = 2_000
  private static let mostSelections = 8

  /// Every answer of a multiple selection, as far as these choices go.
  private static func subsets(of selections: Set<String>) -> [Constant]? {
    guard selections.count <= mostSelections else { return nil }
    let words = selections.sorted()
    return (1..<(1 << words.count)).map { bits in
      .text(words.indices.filter { bits & (1 << $0) != 0 }.map { words[$0] }.joined(separator: " "))
    } + [.text(anotherText)]
  }

  /// The whole numbers at and beside each literal.
  private static func integers(_ literals: Set<Constant>) -> [Double] {
    let near = numbers(literals).flatMap {
      [$0.rounded(.down) - 1, $0.rounded(.down), $0.rounded(.up), $0.rounded(.up) + 1]
    }
    return Set(near + [0]).sorted()
  }

  /// Each literal, and a number in every gap.
  private static func decimals(_ literals: Set<Constant>) -> [Double] {
    let sorted = numbers(literals)
    guard let first = sorted.first, let last = sorted.last else { return [0] }
    let between = zip(sorted, sorted.dropFirst()).map { $0 + ($1 - $0) / 2 }
    return [first - 1] + sorted + between + [last + 1]
  }

  private static func onScale(
    _ parameters: [String: String], _ literals: Set<Constant>
  ) -> [Constant]? {
    func bound(_ name: String, _ standard: Double) -> Double? {
      parameters[name].map { Double($0) } ?? standard
    }
    guard let start = bound("start", 1), let end = bound("end", 10), start.isFinite, end.isFinite
    else { return nil }
    let (low, high) = (min(start, end), max(start, end))
    return decimals(literals.union([.number(low), .number(high)])).filter {
      (low...high).contains($0)
    }
    .map { .number($0) }
  }

  private static func texts(_ literals: Set<Constant>) -> [Constant] {
    let written = literals.compactMap { if case .text(let text) = $0 { text } else { nil } }
    return decimals(literals).map { .text(Constant.number($0).spelled) }
      + written.sorted().map { .text($0) } + [.text(anotherText)]
  }

  private static let anotherText = "\u{FFFD}"

  private static func numbers(_ literals: Set<Constant>) -> [Double] {
    Set(literals.map(\.number).filter { $0.isFinite && abs($0) < 1e15 }).sorted()
  }
}
