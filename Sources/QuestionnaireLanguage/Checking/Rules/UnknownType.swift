import Messages

/// A type that nothing here executes: usually a misspelling.
enum UnknownType: Rule {
  static let kind = FindingKind(
    "Q0108", .error,
    meaning: Message(
      es: "El tipo de pregunta no existe.", en: "The question type does not exist."),
    remedy: Message(
      es: "Corrija la columna «type»; Docs/QuestionnaireLanguage.md lista los tipos.",
      en: "Correct the “type” column; Docs/QuestionnaireLanguage.md lists the types."),
    why: Message(
      es: "Ningún dispositivo sabe mostrar la pregunta; casi siempre es una letra "
        + "de más o de menos.",
      en: "No device can show the question; nearly always it is one letter too many "
        + "or too few."),
    example: .init(
      wrong: """
        survey:
          - {type: interger, name: age, label: Edad}
        """,
      right: """
        survey:
          - {type: integer, name: age, label: Edad}
        """))

  static func check(_ context: CheckContext) -> [Finding] {
    var spelling = Spelling()
    return context.entries.compactMap { entry in
      guard case .kept(let type) = entry.type, !KeptType.isKnown(type) else { return nil }
      return kind.finding(
        at: entry.typePlace,
        Message(
          es: "«\(type)» no es un tipo de pregunta.", en: "“\(type)” is not a question type."),
        remedy: spelling.suggestion(for: type, among: commonTypes))
    }
  }

  private static let commonTypes = [
    "text", "integer", "decimal", "range", "date", "time", "dateTime", "select_one",
    "select_multiple", "rank", "note", "acknowledge", "calculate", "hidden", "geopoint", "geotrace",
    "geoshape", "image", "audio", "video", "file", "barcode", "start", "end", "today", "deviceid",
    "username", "phonenumber", "email", "audit", "begin group", "end group", "begin repeat",
    "end repeat",
  ]
}
