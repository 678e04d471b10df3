import Messages

/// Without a version, nobody can say with which questionnaire an interview was made.
enum MissingVersion: Rule {
  static let kind = FindingKind(
    "Q0602", .note,
    meaning: Message(
      es: "El cuestionario no tiene versión.", en: "The questionnaire has no version."),
    remedy: Message(
      es: "Escriba «version» en la hoja «settings», por ejemplo 2026013101.",
      en: "Write “version” in the “settings” sheet, for example 2026013101."),
    why: Message(
      es: "Cuando haya dos versiones en campo, las personas no podrán nombrarlas; "
        + "el dispositivo sí las distingue.",
      en: "When there are two versions in the field, people will not be able to "
        + "name them; devices tell them apart all the same."),
    example: .init(
      wrong: """
        id: victimizacion
        survey:
          - {type: text, name: a, label: Nombre}
        """,
      right: """
        id: victimizacion
        version: "2026.1"
        survey:
          - {type: text, name: a, label: Nombre}
        """))

  static func check(_ context: CheckContext) -> [Finding] {
    context.questionnaire.version.isEmpty ? [kind.finding(at: nil, kind.meaning)] : []
  }
}
