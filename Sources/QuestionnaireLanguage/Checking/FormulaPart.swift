/// A part of a formula: an expression and every one that it is made of.
struct FormulaPart {
  /// Index of the formula it stands in.
  let formula: Int
  let expression: Expression

  /// The parts of a formula, without those inside predicates.
  ///
  /// - Parameter index: of the formula.
  static func all(of use: FormulaUse, at index: Int) -> [FormulaPart] {
    var parts: [FormulaPart] = []
    use.expression?.forEachNode(insidePredicates: false) {
      parts.append(FormulaPart(formula: index, expression: $0))
    }
    return parts
  }
}
