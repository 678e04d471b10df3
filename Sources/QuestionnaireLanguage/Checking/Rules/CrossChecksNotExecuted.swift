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
      en: "For now compare the responses of the forms when reviewing the data."))

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
