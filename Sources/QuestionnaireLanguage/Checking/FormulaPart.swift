/// A part of a formula: an expression and every one that it is made of.
struct FormulaPart {
  /// Index of the formula it stands in.
  let formula: Int
  let expression: Expression

  /// The parts of every formula, without those inside predicates.
  static func all(of formulas: [FormulaUse]) -> [FormulaPart] {
    var parts: [FormulaPart] = []
    for (index, use) in formulas.enumerated() {
      use.expression?.forEachNode(insidePredicates: false) {
        parts.append(FormulaPart(formula: index, expression: $0))
      }
    }
    return parts
  }
}
