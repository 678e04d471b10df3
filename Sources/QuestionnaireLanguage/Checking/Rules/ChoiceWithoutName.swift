import Messages

/// A choice without a name stores nothing.
enum ChoiceWithoutName: Rule {
  static let kind = FindingKind(
    "Q0205", .error,
    meaning: Message(es: "La opción no tiene nombre.", en: "The choice has no name."),
    remedy: Message(
      es: "Escriba en «name» el código que se guarda, o borre la fila.",
      en: "Write the code to store in “name”, or delete the row."),
    why: Message(
      es: "Quien elige esa opción no deja ningún dato.",
      en: "Whoever chooses it leaves no datum."),
    example: .init(
      wrong: """
        choices:
          crime:
            - {name: "", label: Robo}
        survey:
          - {type: select_one crime, name: last, label: ¿Qué delito?}
        """,
      right: """
        choices:
          crime:
            - {name: robbery, label: Robo}
        survey:
          - {type: select_one crime, name: last, label: ¿Qué delito?}
        """))

  static func check(_ context: CheckContext) -> [Finding] {
    context.questionnaire.choiceLists.flatMap { list in
      list.choices.filter(\.name.isEmpty).map {
        kind.finding(
          at: $0.place,
          Message(
            es: "Una opción de la lista «\(list.name)» no tiene nombre.",
            en: "A choice of the list “\(list.name)” has no name."))
      }
    }
  }
}
