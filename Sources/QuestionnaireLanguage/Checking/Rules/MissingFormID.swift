import Messages

/// Answers are filed under the questionnaire's id.
enum MissingFormID: Rule {
  static let kind = FindingKind(
    "Q0601", .warning,
    meaning: Message(
      es: "El cuestionario no tiene identificador.", en: "The questionnaire has no id."),
    remedy: Message(
      es: "Escriba «form_id» en la hoja «settings»: no lo cambie cuando haya respuestas.",
      en: "Write “form_id” in the “settings” sheet: don't change it once there are answers."),
    why: Message(
      es: "Sin id no hay cómo decir de qué encuesta es una respuesta.",
      en: "Without an id there is no telling of which survey a response is."),
    example: .init(
      wrong: """
        survey:
          - {type: text, name: a, label: Nombre}
        """,
      right: """
        id: victimizacion
        version: "1"
        survey:
          - {type: text, name: a, label: Nombre}
        """))

  static func check(_ context: CheckContext) -> [Finding] {
    context.questionnaire.id.isEmpty ? [kind.finding(at: nil, kind.meaning)] : []
  }
}
