import Messages

/// `missing(${q}, 'code')` with a code that the question does not admit: never true.
enum MissingCodeNotAdmitted: Rule {
  static let kind = FindingKind(
    "Q0704", .warning,
    meaning: Message(
      es: "La expresión pregunta por un código de falta de respuesta que la pregunta no admite.",
      en: "The expression asks for a missing code that the question does not admit."),
    remedy: Message(
      es: "Use un código de «missing_codes» que la pregunta admita en «missing».",
      en: "Use a code of “missing_codes” that the question admits in “missing”."),
    why: Message(
      es: "La condición nunca se cumple: lo que debía preguntarse a quien no responde no se "
        + "pregunta a nadie.",
      en: "The condition never holds: what was to be asked of those who do not answer is asked of "
        + "nobody."),
    example: .init(
      wrong: """
        missing_codes: {refused: No responde}
        survey:
          - {type: integer, name: income, label: Ingreso}
          - {type: text, name: why, label: ¿Por qué?, relevant: "missing(${income}, 'refuse')"}
        """,
      right: """
        missing_codes: {refused: No responde}
        survey:
          - {type: integer, name: income, label: Ingreso}
          - {type: text, name: why, label: ¿Por qué?, relevant: "missing(${income}, 'refused')"}
        """))

  static func check(_ context: CheckContext) -> [Finding] {
    let all = context.questionnaire.missingCodes.map(\.name)
    var spelling = Spelling()
    return context.formulas.indices.flatMap { index in
      let use = context.formulas[index]
      let calls = use.expression?.calls.filter { $0.name == "missing" } ?? []
      return calls.compactMap { call -> Finding? in
        guard call.arguments.count == 2, case .text(let code) = call.arguments[1].kind,
          let path = context.pathsOfFormulas[index][call.arguments[0].range],
          path.targets.count == 1
        else { return nil }
        let item = context.entries[path.targets[0]].item
        let admitted = item.missing ?? all
        guard !admitted.contains(code) else { return nil }
        return kind.finding(
          at: use.formula.place,
          Message(
            es: "\(use.column.rawValue): «\(item.name)» no admite el código «\(code)».",
            en: "\(use.column.rawValue): “\(item.name)” does not admit the code “\(code)”."),
          remedy: spelling.suggestion(for: code, among: admitted))
      }
    }
  }
}
