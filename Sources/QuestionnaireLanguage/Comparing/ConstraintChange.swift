/// What a changed constraint does to answers that passed the old one, as far as comparisons of the
/// answer with written values prove it.
enum ConstraintChange {
  case same
  case tightened
  case loosened
  /// Neither is proved.
  case other

  init(from old: Formula?, to new: Formula?, _ formulas: FormulaComparison) {
    let (old, new) = (old.flatMap(Self.effective), new.flatMap(Self.effective))
    switch (old, new) {
    case (nil, nil): self = .same
    case (nil, _): self = .tightened
    case (_, nil): self = .loosened
    case (let old?, let new?):
      if formulas.areSame(old, new) {
        self = .same
      } else {
        self = Self.compare(old, new, formulas)
      }
    }
  }

  /// A constraint that is always true is none.
  private static func effective(_ formula: Formula) -> Formula? {
    formula.constantTruth == true ? nil : formula
  }

  private static func compare(
    _ old: Formula, _ new: Formula, _ formulas: FormulaComparison
  ) -> ConstraintChange {
    guard let before = formulas.condition(old, isOld: true),
      let after = formulas.condition(new, isOld: false)
    else { return .other }
    let keepsAll = before.implies(after)
    let wasWider = after.implies(before)
    return keepsAll ? (wasWider ? .same : .loosened) : wasWider ? .tightened : .other
  }
}
