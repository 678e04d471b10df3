import Messages

/// A questionnaire that asks nothing.
enum NoQuestions: Rule {
  static let kind = FindingKind(
    "Q0110", .warning,
    meaning: Message(
      es: "El cuestionario no tiene preguntas.", en: "The questionnaire has no questions."),
    remedy: Message(
      es: "Agregue filas a la hoja «survey».", en: "Add rows to the “survey” sheet."),
    why: Message(
      es: "Se abriría una entrevista vacía.",
      en: "An empty interview would open."),
    example: .init(
      wrong: """
        survey: []
        """,
      right: """
        survey:
          - {type: text, name: name, label: Nombre}
        """))

  static func check(_ context: CheckContext) -> [Finding] {
    guard context.entries.isEmpty else { return [] }
    return [kind.finding(at: nil, kind.meaning)]
  }
}
