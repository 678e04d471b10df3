import Messages

/// A text given in some of the questionnaire's languages and not in others.
enum MissingTranslation: Rule {
  static let kind = FindingKind(
    "Q0501", .warning,
    meaning: Message(
      es: "Falta la traducción de un texto.", en: "The translation of a text is missing."),
    remedy: Message(
      es: "Traduzca el texto, o quite el idioma de todo el cuestionario.",
      en: "Translate the text, or remove the language from the whole questionnaire."),
    why: Message(
      es: "Quien entrevista en ese idioma ve un vacío o un guion y traduce de "
        + "memoria: cada quien pregunta otra cosa.",
      en: "Whoever interviews in that language sees a gap or a dash and translates "
        + "from memory: each asks something else."),
    example: .init(
      wrong: """
        languages: [es, en]
        survey:
          - {type: text, name: a, label: {es: Nombre, en: Name}}
          - {type: text, name: b, label: {es: Apellido}}
        """,
      right: """
        languages: [es, en]
        survey:
          - {type: text, name: a, label: {es: Nombre, en: Name}}
          - {type: text, name: b, label: {es: Apellido, en: Surname}}
        """))

  static func check(_ context: CheckContext) -> [Finding] {
    let languages = context.questionnaire.languages.filter { !$0.isEmpty }
    guard languages.count > 1 else { return [] }
    // A text without a language is meant for all of them.
    let translated = context.texts.filter { $0.text.byLanguage[""] == nil }
    return languages.flatMap { language -> [Finding] in
      let missing = translated.filter { $0.text.byLanguage[language]?.isEmpty ?? true }
      guard missing.count > mostOneByOne, let first = missing.first else {
        return missing.map { finding(language, $0) }
      }
      return [summary(language, missing.count, of: translated.count, first)]
    }
  }

  /// A language that lacks more texts than these is said once, at the first.
  static let mostOneByOne = 20

  private static func finding(_ language: String, _ use: TextUse) -> Finding {
    kind.finding(
      at: use.place,
      Message(
        es: "\(use.column.rawValue) de «\(use.name)» falta en «\(language)».",
        en: "\(use.column.rawValue) of “\(use.name)” is missing in “\(language)”."))
  }

  private static func summary(
    _ language: String, _ count: Int, of all: Int, _ first: TextUse
  ) -> Finding {
    kind.finding(
      at: first.place,
      Message(
        es: "Faltan en «\(language)» \(count) de \(all) textos; el primero es "
          + "\(first.column.rawValue) de «\(first.name)».",
        en: "\(count) of \(all) texts are missing in “\(language)”; the first is "
          + "\(first.column.rawValue) of “\(first.name)”."))
  }
}
