/// Finds what is wrong with a questionnaire, or likely to surprise in the field.
public enum Checker {
  /// Every finding, ordered by place: what concerns the whole questionnaire first.
  public static func check(_ questionnaire: Questionnaire) -> [Finding] {
    let context = CheckContext(questionnaire)
    let noted = questionnaire.notes.compactMap(\.finding)
    let findings = noted + rules.flatMap { $0.check(context) }
    return findings.sorted(by: precedes)
  }

  private static func precedes(_ a: Finding, _ b: Finding) -> Bool {
    let (first, second) = (sortKey(a), sortKey(b))
    if first != second { return first.lexicographicallyPrecedes(second) }
    return a.code < b.code
  }

  /// Sheet, row, column; a finding without a place comes first.
  private static func sortKey(_ finding: Finding) -> [Int] {
    switch finding.place {
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
