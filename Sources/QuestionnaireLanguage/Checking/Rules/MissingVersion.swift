import Messages

/// Without a version, nobody can say with which questionnaire an interview was made.
enum MissingVersion: Rule {
  static let kind = FindingKind(
    "Q0602", .note,
    meaning: Message(
      es: "El cuestionario no tiene versión.", en: "The questionnaire has no version."),
    remedy: Message(
      es: "Escriba «version» en la hoja «settings», por ejemplo 2026013101.",
      en: "Write “version” in the “settings” sheet, for example 2026013101."))

  static func check(_ context: CheckContext) -> [Finding] {
    context.questionnaire.version.isEmpty ? [kind.finding(at: nil, kind.meaning)] : []
  }
}
