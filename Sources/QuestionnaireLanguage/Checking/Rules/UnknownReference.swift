import Messages

/// `${name}` of something that is not in the questionnaire.
enum UnknownReference: Rule {
  static let kind = FindingKind(
    "Q0302", .error,
    meaning: Message(
      es: "La referencia nombra una pregunta que no existe.",
      en: "The reference names a question that does not exist."),
    remedy: Message(
      es: "Corrija el nombre entre «${» y «}», o agregue la pregunta.",
      en: "Correct the name between “${” and “}”, or add the question."),
    why: Message(
      es: "Los conversores rechazan el formulario; suele pasar al renombrar una "
        + "pregunta.",
      en: "Converters refuse the form; it usually happens after renaming a "
        + "question."),
    example: .init(
      wrong: """
        survey:
          - {type: integer, name: age, label: Edad}
          - {type: note, name: n, label: "Usted tiene ${edad} años"}
        """,
      right: """
        survey:
          - {type: integer, name: age, label: Edad}
          - {type: note, name: n, label: "Usted tiene ${age} años"}
        """))

  static func check(_ context: CheckContext) -> [Finding] {
    var spelling = Spelling()
    let generated = context.generatedNames
    let names = context.entriesByName.keys.sorted()
    return context.references.filter { $0.targets.isEmpty && !generated.contains($0.name) }.map {
      kind.finding(
        at: $0.place,
        Message(
          es: "\($0.column.rawValue): no hay ninguna pregunta llamada «\($0.name)».",
          en: "\($0.column.rawValue): there is no question named “\($0.name)”."),
        remedy: spelling.suggestion(for: $0.name, among: names))
    }
  }
}
