import Messages

/// `today()` in a calculation changes when the response is opened another day.
enum ClockInCalculation: Rule {
  static let kind = FindingKind(
    "Q0410", .note,
    meaning: Message(
      es: "Un cálculo depende del momento en que se abre la respuesta.",
      en: "A calculation depends on when the response is opened."),
    remedy: Message(
      es: "Envuélvalo en «once(…)» o parta de una pregunta «today» o «start», para que no cambie "
        + "al reabrir la respuesta.",
      en: "Wrap it in “once(…)” or start from a “today” or “start” question, so that it does not "
        + "change when the response is opened again."),
    why: Message(
      es: "La edad o el plazo calculado hoy cambia si alguien abre la respuesta "
        + "meses después para corregir otra cosa.",
      en: "The age or term computed today changes if somebody opens the response "
        + "months later to correct something else."),
    example: .init(
      wrong: """
        survey:
          - {type: calculate, name: day, calculation: today()}
        """,
      right: """
        survey:
          - {type: calculate, name: day, calculation: once(today())}
        """))

  static func check(_ context: CheckContext) -> [Finding] {
    context.formulas.compactMap { use in
      guard use.column == .calculation, let owner = use.owner, let calls = use.expression?.calls,
        context.entries[owner].item.trigger == nil, !calls.contains(where: { $0.name == "once" }),
        let clock = calls.first(where: { $0.name == "today" || $0.name == "now" })
      else { return nil }
      let name = context.entries[owner].item.name
      return kind.finding(
        at: use.formula.place,
        Message(
          es: "«\(name)» usa «\(clock.name)()»: cambiará si la respuesta se reabre otro día.",
          en: "“\(name)” uses “\(clock.name)()”: it will change if the response is opened again."))
    }
  }
}
