/// What a new version of a questionnaire does to data collected with the old one.
///
/// A response stays with the version it was begun under, and nothing stored changes. This is about
/// reading those answers under the new version: analysing both together, or going on with one.
public struct DefinitionChanges: Sendable {
  /// In the order of the new version, what concerns the whole questionnaire first.
  public let differences: [Difference]
  /// Where each answer of the old version goes.
  public let mapping: AnswerMapping

  public init(from old: Questionnaire, to new: Questionnaire) {
    let pairing = QuestionPairing(ComparedForm(old), ComparedForm(new))
    let formulas = FormulaComparison(pairing)
    mapping = AnswerMapping(pairing)
    guard old.canonicalBytes != new.canonicalBytes else {
      differences = []
      return
    }
    differences =
      FormChanges.differences(pairing, formulas)
      + (PlaceChanges.differences(pairing) + QuestionChanges.differences(pairing)
      + ChoiceChanges.differences(pairing, formulas)
      + MissingCodeChanges.differences(pairing)
      + RuleChanges.differences(pairing, formulas)).sorted(by: Self.precedes)
  }

  public func count(_ consequence: Consequence) -> Int {
    differences.count { $0.consequence == consequence }
  }

  /// By place in the new version; what is gone goes where it stood in the old one.
  private static func precedes(_ a: Difference, _ b: Difference) -> Bool {
    let (first, second) = (a.new?.place ?? a.old?.place, b.new?.place ?? b.old?.place)
    let (earlier, later) = (Finding.order(of: first), Finding.order(of: second))
    return earlier == later ? a.code < b.code : earlier.lexicographicallyPrecedes(later)
  }
}
