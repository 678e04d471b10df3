import Messages

/// `trigger` holds references to questions that somebody sees.
enum UnknownTrigger: Rule {
  static let kind = FindingKind(
    "Q0411", .error,
    meaning: Message(
      es: "El disparador no es una pregunta que alguien responda.",
      en: "The trigger is not a question that somebody answers."),
    remedy: Message(
      es: "Escriba en «trigger» «${pregunta}» de una pregunta visible (varias, con comas).",
      en: "Write “${question}” of a visible question in “trigger” (several with commas)."),
    why: Message(
      es: "El cálculo espera un cambio de esa pregunta; si nadie la responde, no se "
        + "hace nunca.",
      en: "The calculation waits for that question to change; if nobody answers it, "
        + "it never happens."),
    example: .init(
      wrong: """
        survey:
          - {type: text, name: a, label: A}
          - {type: calculate, name: b, calculation: now(), trigger: a}
        """,
      right: """
        survey:
          - {type: text, name: a, label: A}
          - {type: calculate, name: b, calculation: now(), trigger: "${a}"}
        """))

  static func check(_ context: CheckContext) -> [Finding] {
    context.entries.flatMap { entry -> [Finding] in
      guard let trigger = entry.item.trigger else { return [] }
      let pieces = trigger.text.split(separator: ",").map { String($0).trimmedOfSpaces }
      guard !pieces.isEmpty else { return [finding(trigger, about: trigger.text)] }
      return pieces.compactMap { piece in
        let targets = Formula(piece).simpleReference.flatMap { context.entriesByName[$0] } ?? []
        let isSeen = targets.contains { context.entries[$0].isVisible }
        return isSeen ? nil : finding(trigger, about: piece)
      }
    }
  }

  private static func finding(_ trigger: Formula, about text: String) -> Finding {
    kind.finding(
      at: trigger.place,
      Message(
        es: "«\(text)» no es una pregunta visible.", en: "“\(text)” is not a visible question."))
  }
}
