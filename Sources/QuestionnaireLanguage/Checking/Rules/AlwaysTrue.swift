import Messages

/// `. != 'a' or . != 'b'`: whatever the answer, one of the parts holds.
enum AlwaysTrue: Rule {
  static let kind = FindingKind(
    "Q0413", .warning,
    meaning: Message(
      es: "La condición se cumple con cualquier respuesta.",
      en: "The condition holds whatever the answer."),
    remedy: Message(
      es: "¿Quiso decir «and» en lugar de «or»? Si no, borre la condición.",
      en: "Is “and” meant instead of “or”? If not, delete the condition."),
    why: Message(
      es: "«a no es 1 o a no es 2» se cumple siempre: la pregunta se hace a todos, "
        + "o la restricción no rechaza nada.",
      en: "“a is not 1 or a is not 2” always holds: the question is asked of "
        + "everybody, or the constraint refuses nothing."),
    example: .init(
      wrong: """
        survey:
          - {type: integer, name: a, label: A}
          - {type: text, name: t, label: T, relevant: "${a} != 1 or ${a} != 2"}
        """,
      right: """
        survey:
          - {type: integer, name: a, label: A}
          - {type: text, name: t, label: T, relevant: "${a} != 1 and ${a} != 2"}
        """))

  static func check(_ context: CheckContext) -> [Finding] {
    var satisfiability = Satisfiability(context)
    return context.formulas.indices.compactMap { index in
      let use = context.formulas[index]
      guard conditions.contains(use.column), let owner = use.owner,
        let expression = use.expression, ConstantFolding.truth(of: expression) == nil,
        let condition = context.conditions[index],
        satisfiability.isCertain(condition, answered: use.answered)
      else { return nil }
      let name = context.entries[owner].item.name
      return kind.finding(
        at: use.formula.place,
        Message(
          es: "\(use.column.rawValue) de «\(name)» se cumple siempre.",
          en: "\(use.column.rawValue) of “\(name)” always holds."))
    }
  }

  private static let conditions: Set<FormulaColumn> = [.relevant, .constraint, .softCheck]
}
