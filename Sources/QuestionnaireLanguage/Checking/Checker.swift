/// Finds what is wrong with a questionnaire, or likely to surprise in the field.
public enum Checker {
  /// Every finding, ordered by place: what concerns the whole questionnaire first.
  public static func check(_ questionnaire: Questionnaire) -> [Finding] {
    let context = CheckContext(questionnaire)
    // Those that reason about conditions take longest and stand late in the list: they start first.
    let found = EveryCore.map(rules.count, pieceSize: 1) {
      rules[rules.count - 1 - $0].check(context)
    }
    return (questionnaire.notes.compactMap(\.finding) + found.reversed().joined())
      .sorted(by: precedes)
  }

  private static func precedes(_ a: Finding, _ b: Finding) -> Bool {
    let (first, second) = (Finding.order(of: a.place), Finding.order(of: b.place))
    if first != second { return first.lexicographicallyPrecedes(second) }
    return a.code < b.code
  }
}

extension Finding {
  /// Sheet, row, column; what has no place comes first.
  static func order(of place: Place?) -> [Int] {
    switch place {
    case nil: [0]
    case .line(let line): [1, line]
    case .cell(let sheet, let column, let row):
      [2, sheetOrder.firstIndex(of: sheet) ?? sheetOrder.count, row, column]
    }
  }

  private static let sheetOrder = [
    "settings", "survey", "choices", "external_choices", "entities", ChoiceConceptsSheet.name,
    "cross_checks",
  ]
}
