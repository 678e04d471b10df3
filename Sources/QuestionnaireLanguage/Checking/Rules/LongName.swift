import Messages

/// Names are cut on export by statistical packages.
enum LongName: Rule {
  static let kind = FindingKind(
    "Q0107", .warning,
    meaning: Message(
      es: "El nombre es demasiado largo para exportarlo entero.",
      en: "The name is too long to be exported whole."),
    remedy: Message(
      es: "Acórtelo: Stata admite 32 caracteres y SPSS \(NameSyntax.longestExportable).",
      en: "Shorten it: Stata admits 32 characters and SPSS \(NameSyntax.longestExportable)."),
    why: Message(
      es: "Al exportar, el programa de análisis corta el nombre y quien analiza ya "
        + "no lo encuentra en el cuestionario.",
      en: "On export the data program cuts the name, and the analyst no longer "
        + "finds it in the questionnaire."),
    example: .init(
      wrong: """
        survey:
          - type: text
            name: reason_why_the_household_did_not_report_the_last_robbery_to_the_police
            label: ¿Por qué no denunció?
        """,
      right: """
        survey:
          - {type: text, name: no_report_reason, label: ¿Por qué no denunció?}
        """))

  static func check(_ context: CheckContext) -> [Finding] {
    context.entries.compactMap { entry in
      let name = entry.item.name
      guard name.utf8.count > NameSyntax.longestExportable else { return nil }
      return kind.finding(
        at: entry.place,
        Message(
          es: "«\(name)» tiene \(name.utf8.count) caracteres.",
          en: "“\(name)” has \(name.utf8.count) characters."))
    }
  }
}
