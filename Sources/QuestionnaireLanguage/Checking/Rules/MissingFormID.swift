import Messages

/// Answers are filed under the questionnaire's id.
enum MissingFormID: Rule {
  static let kind = FindingKind(
    "Q0601", .warning,
    meaning: Message(
      es: "El cuestionario no tiene identificador.", en: "The questionnaire has no id."),
    remedy: Message(
      es: "Escriba «form_id» en la hoja «settings»: no lo cambie cuando haya respuestas.",
      en: "Write “form_id” in the “settings” sheet: don't change it once there are answers."))

  static func check(_ context: CheckContext) -> [Finding] {
    context.questionnaire.id.isEmpty ? [kind.finding(at: nil, kind.meaning)] : []
  }
}
