import Messages

/// A missing code with the name of a choice: in the data nobody can tell which was meant.
enum MissingCodeIsChoice: Rule {
  static let kind = FindingKind(
    "Q0215", .warning,
    meaning: Message(
      es: "Un código de falta de respuesta se llama igual que una opción.",
      en: "A missing code has the name of a choice."),
    remedy: Message(
      es: "Quite la opción de la lista: el código ya se ofrece aparte.",
      en: "Remove the choice from the list: the code is offered apart already."),
    why: Message(
      es: "«No responde» aparece dos veces y se guarda de dos maneras; los "
        + "indicadores cuentan una como valor.",
      en: "“Refused” appears twice and is stored in two ways; the indicators count "
        + "one of them as a value."),
    example: .init(
      wrong: """
        missing_codes:
          refused: No responde
        choices:
          crime:
            - {name: robbery, label: Robo}
            - {name: refused, label: No responde}
        survey:
          - {type: select_one crime, name: last, label: ¿Qué delito?}
        """,
      right: """
        missing_codes:
          refused: No responde
        choices:
          crime:
            - {name: robbery, label: Robo}
        survey:
          - {type: select_one crime, name: last, label: ¿Qué delito?}
        """))

  static func check(_ context: CheckContext) -> [Finding] {
    let codes = context.questionnaire.missingCodes.map(\.name)
    guard !codes.isEmpty else { return [] }
    var admitted: [String: Set<String>] = [:]
    for entry in context.entries {
      guard let list = entry.listName else { continue }
      admitted[list, default: []].formUnion(entry.item.missing ?? codes)
    }
    return context.questionnaire.choiceLists.flatMap { list in
      let names = admitted[list.name] ?? []
      return list.choices.filter { names.contains($0.name) }.map {
        kind.finding(
          at: $0.place,
          Message(
            es: "«\($0.name)» es opción de la lista «\(list.name)» y código de falta de respuesta.",
            en: "“\($0.name)” is a choice of the list “\(list.name)” and a missing code."))
      }
    }
  }
}
