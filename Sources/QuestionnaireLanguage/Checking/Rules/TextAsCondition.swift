import Messages

/// `${a} = 'x' or 'y'`, `not(${consent})`: a text by itself holds whenever it is not empty.
enum TextAsCondition: Rule {
  static let kind = FindingKind(
    "Q0316", .warning,
    meaning: Message(
      es: "Un valor suelto hace de condición.", en: "A value by itself stands for a condition."),
    remedy: Message(
      es: "Compare cada parte: «${pregunta} = 'x' or ${pregunta} = 'y'».",
      en: "Compare in each part: “${question} = 'x' or ${question} = 'y'”."),
    why: Message(
      es: "«or 'no'» no compara nada: un texto que no está vacío cuenta como "
        + "verdadero, y la pregunta se hace a todos. Con «not(…)» no se hace a "
        + "nadie que haya respondido.",
      en: "“or 'no'” compares nothing: a text that is not empty counts as true, and "
        + "the question is asked of everybody. With “not(…)” it is asked of nobody "
        + "who answered."),
    example: .init(
      wrong: """
        choices:
          yes_no:
            - {name: "yes", label: Sí}
            - {name: "no", label: Nunca}
        survey:
          - {type: select_one yes_no, name: q, label: Q}
          - {type: text, name: t, label: T, relevant: "${q} = 'yes' or 'no'"}
        """,
      right: """
        choices:
          yes_no:
            - {name: "yes", label: Sí}
            - {name: "no", label: Nunca}
        survey:
          - {type: select_one yes_no, name: q, label: Q}
          - {type: text, name: t, label: T, relevant: "${q} = 'yes' or ${q} = 'no'"}
        """))

  static func check(_ context: CheckContext) -> [Finding] {
    var found: [Finding] = []
    func report(_ value: Expression, _ use: FormulaUse) {
      let text = context.excerpt(value, of: use)
      found.append(
        kind.finding(
          at: use.formula.place,
          Message(
            es: "\(use.column.rawValue): \(text) no se compara con nada: se cumple con cualquier "
              + "respuesta.",
            en: "\(use.column.rawValue): \(text) is compared with nothing: it holds for any answer."
          )
        ))
    }
    for (index, use) in context.formulas.enumerated() {
      let types = TypeInference(context: context, formula: index)
      if conditions.contains(use.column), let whole = use.expression,
        types.type(of: whole).isSelection || types.type(of: whole) == .words
      {
        report(whole, use)
      }
    }
    context.forEachPart { part, use, types in
      for value in conditions(in: part) {
        let type = types.type(of: value)
        if type == .words || type.isSelection || value.isNumber { report(value, use) }
      }
    }
    return found
  }

  private static let conditions: Set<FormulaColumn> = [
    .relevant, .required, .readOnly, .constraint, .softCheck,
  ]

  /// The parts that are taken as true or false.
  private static func conditions(in part: Expression) -> [Expression] {
    switch part.kind {
    case .binary(.and, let left, let right), .binary(.or, let left, let right): [left, right]
    case .call("not", let arguments) where arguments.count == 1: arguments
    case .call("if", let arguments) where arguments.count == 3: [arguments[0]]
    default: []
    }
  }
}

extension Expression {
  /// A number written as such; 0 and 1 are how some write false and true.
  fileprivate var isNumber: Bool {
    if case .number(let number) = kind { number != 0 && number != 1 } else { false }
  }
}
