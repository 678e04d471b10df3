import Messages

/// A select whose list has no choices can never be answered.
enum EmptyChoiceList: Rule {
  static let kind = FindingKind(
    "Q0202", .error,
    meaning: Message(
      es: "La lista de opciones está vacía.", en: "The list of choices is empty."),
    remedy: Message(es: "Agregue opciones a la lista.", en: "Add choices to the list."),
    why: Message(
      es: "La pregunta se muestra sin nada que elegir; si es obligatoria, la "
        + "entrevista se detiene ahí.",
      en: "The question is shown with nothing to choose; if it is required, the "
        + "interview stops there."),
    example: .init(
      wrong: """
        choices:
          crime: []
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
    context.entries.compactMap { entry in
      guard let list = context.list(of: entry), list.choices.isEmpty else { return nil }
      return kind.finding(
        at: entry.typePlace,
        Message(
          es: "«\(entry.item.name)» usa la lista «\(list.name)», que no tiene opciones.",
          en: "“\(entry.item.name)” uses the list “\(list.name)”, which has no choices."))
    }
  }
}
