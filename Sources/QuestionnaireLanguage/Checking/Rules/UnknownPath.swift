import Messages

/// A location path that leads to nothing in the questionnaire: always empty.
enum UnknownPath: Rule {
  static let kind = FindingKind(
    "Q0307", .warning,
    meaning: Message(
      es: "La ruta no lleva a ninguna pregunta.", en: "The path leads to no question."),
    remedy: Message(
      es: "Use «${nombre}»: se adapta cuando la pregunta cambia de grupo.",
      en: "Use “${name}”: it adapts when the question moves to another group."),
    why: Message(
      es: "Una ruta que no encuentra nada da siempre vacío, sin avisar: la "
        + "condición falla en silencio.",
      en: "A path that finds nothing is always empty, without a warning: the "
        + "condition fails in silence."),
    example: .init(
      wrong: """
        survey:
          - {type: integer, name: age, label: Edad}
          - {type: text, name: school, label: Escuela, relevant: /data/edad < 18}
        """,
      right: """
        survey:
          - {type: integer, name: age, label: Edad}
          - {type: text, name: school, label: Escuela, relevant: "${age} < 18"}
        """))

  static func check(_ context: CheckContext) -> [Finding] {
    context.paths.compactMap { path in
      guard let step = path.unknownStep else { return nil }
      let use = context.formulas[path.formula]
      let isBareWord = path.range.count == step.utf8.count
      return kind.finding(
        at: use.formula.place,
        Message(
          es: "\(use.column.rawValue): la ruta no encuentra «\(step)»; siempre estará vacía.",
          en: "\(use.column.rawValue): the path does not find “\(step)”; it will always be empty."),
        remedy: isBareWord ? bareWordRemedy(step) : nil)
    }
  }

  /// A word by itself is a path of one step, which is hardly ever meant.
  private static func bareWordRemedy(_ word: String) -> Message {
    Message(
      es: "Escriba «${\(word)}» si es una pregunta, o «'\(word)'» si es un texto.",
      en: "Write “${\(word)}” if it is a question, or “'\(word)'” if it is a text.")
  }
}
