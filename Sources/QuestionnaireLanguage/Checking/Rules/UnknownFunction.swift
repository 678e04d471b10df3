import Messages

/// A call of a function that does not exist.
enum UnknownFunction: Rule {
  static let kind = FindingKind(
    "Q0305", .error,
    meaning: Message(es: "La función no existe.", en: "The function does not exist."),
    remedy: Message(
      es: "Corrija el nombre; Docs/QuestionnaireLanguage.md lista las funciones.",
      en: "Correct the name; Docs/QuestionnaireLanguage.md lists the functions."),
    why: Message(
      es: "La entrevista se detiene con un error al llegar a esa expresión.",
      en: "The interview stops with an error where it comes to that expression."),
    example: .init(
      wrong: """
        survey:
          - {type: calculate, name: n, calculation: summ(1)}
        """,
      right: """
        survey:
          - {type: calculate, name: n, calculation: "round(1.25, 1)"}
        """))

  static func check(_ context: CheckContext) -> [Finding] {
    var spelling = Spelling()
    return context.formulas.flatMap { use -> [Finding] in
      var seen: Set<String> = []
      return (use.expression?.calls ?? []).filter {
        !isKnown($0.name) && seen.insert($0.name).inserted
      }.map { call in
        kind.finding(
          at: use.formula.place,
          Message(
            es: "\(use.column.rawValue): la función «\(call.name)()» no existe.",
            en: "\(use.column.rawValue): the function “\(call.name)()” does not exist."),
          remedy: spelling.suggestion(for: call.name, among: FunctionTable.names))
      }
    }
  }

  /// `instance('name')` starts a path and is compiled with it, so the table of functions lacks it.
  private static func isKnown(_ name: String) -> Bool {
    name == "instance" || FunctionTable.function(named: name) != nil
  }
}
