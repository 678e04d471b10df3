import Messages

/// A condition of constants that is always false: what it governs can never be reached.
enum NeverTrue: Rule {
  static let kind = FindingKind(
    "Q0405", .warning,
    meaning: Message(
      es: "La condición nunca se cumple.", en: "The condition is never true."),
    remedy: Message(
      es: "Corrija la condición, o borre lo que nunca se pregunta.",
      en: "Correct the condition, or delete what is never asked."),
    why: Message(
      es: "La pregunta no se hace nunca, o la restricción rechaza toda respuesta.",
      en: "The question is never asked, or the constraint refuses every answer."),
    example: .init(
      wrong: """
        survey:
          - {type: text, name: t, label: T, relevant: 1 = 2}
        """,
      right: """
        survey:
          - {type: integer, name: n, label: N}
          - {type: text, name: t, label: T, relevant: "${n} = 2"}
        """))

  static func check(_ context: CheckContext) -> [Finding] {
    context.formulas.compactMap { use in
      guard conditions.contains(use.column), let owner = use.owner,
        let expression = use.expression, ConstantFolding.truth(of: expression) == false
      else { return nil }
      let entry = context.entries[owner]
      let inside = context.entries[entry.index..<entry.end].filter(\.isAsked).count
      let count = entry.type == nil && inside > 0
      return kind.finding(
        at: use.formula.place,
        Message(
          es: "\(use.column.rawValue) de «\(entry.item.name)» es siempre falso"
            + (count ? ": nunca se hacen sus \(inside) preguntas." : "."),
          en: "\(use.column.rawValue) of “\(entry.item.name)” is always false"
            + (count ? ": its \(inside) questions are never asked." : ".")))
    }
  }

  private static let conditions: Set<FormulaColumn> = [
    .relevant, .constraint, .choiceFilter, .softCheck,
  ]
}
