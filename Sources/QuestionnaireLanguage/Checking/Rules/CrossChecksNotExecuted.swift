import Messages

/// Cross-form checks are declared and kept; nothing executes them yet.
enum CrossChecksNotExecuted: Rule {
  static let kind = FindingKind(
    "Q0702", .note,
    meaning: Message(
      es: "Se declaran comprobaciones entre cuestionarios que aún no se ejecutan.",
      en: "Cross-form checks are declared and not executed yet."),
    remedy: Message(
      es: "Por ahora compare las respuestas de los cuestionarios al revisar los datos.",
      en: "For now compare the responses of the forms when reviewing the data."),
    why: Message(
      es: "Una contradicción entre los dos cuestionarios pasa al análisis si nadie "
        + "más la busca.",
      en: "A contradiction between the two forms passes into the analysis if nobody "
        + "else looks for it."),
    example: .init(
      wrong: """
        cross_checks:
          - {name: age, form: hogar, match: {hh: hh}, condition: "${hh} = ${hogar#hh}"}
        survey:
          - {type: text, name: hh, label: Hogar}
        """,
      right: """
        survey:
          - {type: text, name: hh, label: Hogar}
        """))

  static func check(_ context: CheckContext) -> [Finding] {
    let checks = context.questionnaire.crossChecks
    guard let first = checks.first else { return [] }
    let names = checks.map(\.name).joined(separator: ", ")
    return [
      kind.finding(
        at: first.place,
        Message(
          es: "«\(names)» se declara y aún no se ejecuta.",
          en: "“\(names)” is declared and not executed yet."))
    ]
  }
}
