import Messages

/// `${age} > 18 and ${age} < 10`: parts that cannot hold together.
enum Contradiction: Rule {
  static let kind = FindingKind(
    "Q0406", .warning,
    meaning: Message(
      es: "Las partes de la condición se excluyen entre sí.",
      en: "The parts of the condition exclude each other."),
    remedy: Message(
      es: "¿Quiso decir «or» en lugar de «and», o los límites están al revés?",
      en: "Is “or” meant instead of “and”, or are the bounds the wrong way round?"),
    why: Message(
      es: "Ninguna respuesta cumple todas las partes: la pregunta no se hace a "
        + "nadie, o la restricción rechaza todo y la entrevista no puede terminar.",
      en: "No answer meets every part: the question is asked of nobody, or the "
        + "constraint refuses everything and the interview cannot be finished."),
    example: .init(
      wrong: """
        survey:
          - {type: integer, name: age, label: Edad, constraint: ". < 5 and . > 100"}
        """,
      right: """
        survey:
          - {type: integer, name: age, label: Edad, constraint: ". < 5 or . > 100"}
        """))

  static func check(_ context: CheckContext) -> [Finding] {
    var satisfiability = Satisfiability(context)
    return context.formulas.indices.compactMap { index in
      let use = context.formulas[index]
      guard conditions.contains(use.column), let owner = use.owner,
        let condition = context.conditions[index],
        let item = satisfiability.impossible([condition], answered: use.answered),
        !namesUnknownChoice(condition, item, context)
      else { return nil }
      let (name, subject) = (context.entries[owner].item.name, context.entries[item].item.name)
      return kind.finding(
        at: use.formula.place,
        Message(
          es: "\(use.column.rawValue) de «\(name)»: ninguna respuesta de «\(subject)» cumple todas "
            + "las partes.",
          en: "\(use.column.rawValue) of “\(name)”: no answer of “\(subject)” meets every part."))
    }
  }

  private static let conditions: Set<FormulaColumn> = [.relevant, .constraint, .softCheck]

  /// A choice that the question does not offer is a finding of its own.
  private static func namesUnknownChoice(
    _ condition: Condition, _ item: Int, _ context: CheckContext
  ) -> Bool {
    guard let list = context.list(of: context.entries[item]) else { return false }
    return condition.tests.contains { test in
      test.item == item && !test.literal.spelled.isEmpty
        && !context.offers(test.literal.spelled, context.entries[item], list)
    }
  }
}
