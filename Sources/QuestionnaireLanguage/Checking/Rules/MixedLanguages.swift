import Messages

/// Some texts name their language and some do not.
enum MixedLanguages: Rule {
  static let kind = FindingKind(
    "Q0503", .note,
    meaning: Message(
      es: "Unos textos indican su idioma y otros no.",
      en: "Some texts name their language and some do not."),
    remedy: Message(
      es: "Ponga el idioma en todos los encabezados de textos, por ejemplo «hint::Español (es)».",
      en: "Put the language in every header of texts, for example “hint::English (en)”."),
    why: Message(
      es: "Un texto sin idioma vale para todos; si se quería uno solo, los demás "
        + "idiomas muestran una traducción que no lo es.",
      en: "A text without a language is for all; if one was meant, the other "
        + "languages show a translation that is none."),
    example: .init(
      wrong: """
        languages: [es, en]
        survey:
          - {type: text, name: a, label: {es: Nombre, en: Name}}
          - {type: text, name: b, label: Apellido}
        """,
      right: """
        languages: [es, en]
        survey:
          - {type: text, name: a, label: {es: Nombre, en: Name}}
          - {type: text, name: b, label: {es: Apellido, en: Surname}}
        """))

  static func check(_ context: CheckContext) -> [Finding] {
    // A choice may be a number or a name, the same in every language.
    let texts = context.texts.filter { $0.owner != nil }
    let named = texts.filter { $0.text.byLanguage.keys.contains { !$0.isEmpty } }.count
    let plain = texts.filter { $0.text.byLanguage[""] != nil }
    guard named > 0, let first = plain.first else { return [] }
    return [
      kind.finding(
        at: first.place,
        Message(
          es: "\(named) textos indican su idioma y \(plain.count) no; el primero es este.",
          en: "\(named) texts name their language and \(plain.count) do not; this is the first."))
    ]
  }
}
