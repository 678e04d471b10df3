import Messages

/// The language the interview opens in has no texts.
enum UnknownDefaultLanguage: Rule {
  static let kind = FindingKind(
    "Q0502", .warning,
    meaning: Message(
      es: "El idioma por defecto no tiene textos.", en: "The default language has no texts."),
    remedy: Message(
      es: "Escriba «default_language» igual que en los encabezados («label::Español (es)»).",
      en: "Write “default_language” as in the headers (“label::Español (es)”)."),
    why: Message(
      es: "La entrevista abre en un idioma que no tiene nada escrito.",
      en: "The interview opens in a language in which nothing is written."),
    example: .init(
      wrong: """
        languages: [es, en]
        default_language: fr
        survey:
          - {type: text, name: a, label: {es: Nombre, en: Name}}
        """,
      right: """
        languages: [es, en]
        default_language: es
        survey:
          - {type: text, name: a, label: {es: Nombre, en: Name}}
        """))

  static func check(_ context: CheckContext) -> [Finding] {
    var spelling = Spelling()
    let questionnaire = context.questionnaire
    let languages = questionnaire.languages.filter { !$0.isEmpty }
    let chosen = questionnaire.defaultLanguage
    // `default` is what tools write for «none».
    guard !chosen.isEmpty, chosen != "default", !languages.isEmpty, !languages.contains(chosen)
    else { return [] }
    let list = listed(languages)
    return [
      kind.finding(
        at: nil,
        Message(
          es: "Ningún texto está en «\(chosen)»; hay: \(list.spanish).",
          en: "No text is in “\(chosen)”; there are: \(list.english)."),
        remedy: spelling.suggestion(for: chosen, among: languages))
    ]
  }
}
