import Messages

/// A location path that leads to nothing in the questionnaire: always empty.
enum UnknownPath: Rule {
  static let kind = FindingKind(
    "Q0307", .warning,
    meaning: Message(
      es: "La ruta no lleva a ninguna pregunta.", en: "The path leads to no question."),
    remedy: Message(
      es: "Use «${nombre}»: se adapta cuando la pregunta cambia de grupo.",
      en: "Use “${name}”: it adapts when the question moves to another group."))

  static func check(_ context: CheckContext) -> [Finding] {
    context.paths.compactMap { path in
      guard let step = path.unknownStep else { return nil }
      let use = context.formulas[path.formula]
      return kind.finding(
        at: use.formula.place,
        Message(
          es: "\(use.column.rawValue): la ruta no encuentra «\(step)»; siempre estará vacía.",
          en: "\(use.column.rawValue): the path does not find “\(step)”; it will always be empty."))
    }
  }
}
