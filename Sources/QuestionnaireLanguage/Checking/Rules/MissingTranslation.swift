import Messages

/// A text given in some of the questionnaire's languages and not in others.
enum MissingTranslation: Rule {
  static let kind = FindingKind(
    "Q0501", .warning,
    meaning: Message(
      es: "Falta la traducción de un texto.", en: "The translation of a text is missing."),
    remedy: Message(
      es: "Traduzca el texto, o quite el idioma de todo el cuestionario.",
      en: "Translate the text, or remove the language from the whole questionnaire."))

  static func check(_ context: CheckContext) -> [Finding] {
    let languages = context.questionnaire.languages.filter { !$0.isEmpty }
    guard languages.count > 1 else { return [] }
    return context.texts.compactMap { use in
      let missing = languages.filter { use.text.byLanguage[$0]?.isEmpty ?? true }
      // A text without a language is meant for all of them.
      guard !missing.isEmpty, use.text.byLanguage[""] == nil else { return nil }
      let list = missing.joined(separator: ", ")
      return kind.finding(
        at: use.place,
        Message(
          es: "\(use.column.rawValue) de «\(use.name)» falta en: \(list).",
          en: "\(use.column.rawValue) of “\(use.name)” is missing in: \(list)."))
    }
  }
}
