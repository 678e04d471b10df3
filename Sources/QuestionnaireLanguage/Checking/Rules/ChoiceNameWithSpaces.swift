import Messages

/// A multiple answer is stored as names with spaces between them.
enum ChoiceNameWithSpaces: Rule {
  static let kind = FindingKind(
    "Q0204", .error,
    meaning: Message(
      es: "El nombre de una opción de selección múltiple tiene espacios.",
      en: "The name of a multiple-selection choice has spaces."),
    remedy: Message(
      es: "Use «_» en lugar de espacios: la respuesta separa las opciones con espacios.",
      en: "Use “_” instead of spaces: the answer separates choices by spaces."),
    why: Message(
      es: "Una respuesta múltiple se guarda como nombres separados por espacios: "
        + "«house robbery» se leería como dos opciones.",
      en: "A multiple answer is stored as names with spaces between: “house "
        + "robbery” would read as two choices."),
    example: .init(
      wrong: """
        choices:
          crime:
            - {name: house robbery, label: Robo en casa}
        survey:
          - {type: select_multiple crime, name: which, label: ¿Cuáles?}
        """,
      right: """
        choices:
          crime:
            - {name: house_robbery, label: Robo en casa}
        survey:
          - {type: select_multiple crime, name: which, label: ¿Cuáles?}
        """))

  static func check(_ context: CheckContext) -> [Finding] {
    let multiple = Set(
      context.entries.filter(\.storesNamesWithSpacesBetween).compactMap(\.listName))
    return context.questionnaire.choiceLists.filter { multiple.contains($0.name) }.flatMap { list in
      list.choices.filter { $0.name.contains(where: \.isWhitespace) }.map {
        kind.finding(
          at: $0.place,
          Message(
            es: "La opción «\($0.name)» de la lista «\(list.name)» tiene espacios.",
            en: "The choice “\($0.name)” of the list “\(list.name)” has spaces."))
      }
    }
  }
}

extension FormEntry {
  fileprivate var storesNamesWithSpacesBetween: Bool {
    switch type {
    case .selectMultiple, .rank: true
    default: false
    }
  }
}
