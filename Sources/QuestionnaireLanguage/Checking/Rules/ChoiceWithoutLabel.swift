import Messages

/// A choice without text or picture shows its code, or nothing.
enum ChoiceWithoutLabel: Rule {
  static let kind = FindingKind(
    "Q0206", .warning,
    meaning: Message(es: "La opción no tiene texto.", en: "The choice has no label."),
    remedy: Message(
      es: "Escriba en «label» lo que se lee en pantalla.",
      en: "Write what is read on the screen in “label”."),
    why: Message(
      es: "El encuestador lee un código, o nada, y elige a ciegas.",
      en: "The enumerator reads a code, or nothing, and chooses blindly."),
    example: .init(
      wrong: """
        choices:
          crime:
            - {name: robbery}
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
      list.choices.filter { !$0.name.isEmpty && $0.label.isEmpty && $0.media.isEmpty }.map {
        kind.finding(
          at: $0.place,
          Message(
            es: "La opción «\($0.name)» de la lista «\(list.name)» no tiene texto.",
            en: "The choice “\($0.name)” of the list “\(list.name)” has no label."))
      }
    }
  }
}
