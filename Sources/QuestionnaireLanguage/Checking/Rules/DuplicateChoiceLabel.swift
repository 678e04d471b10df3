import Messages

/// Two choices that read the same cannot be told apart by who answers.
enum DuplicateChoiceLabel: Rule {
  static let kind = FindingKind(
    "Q0207", .warning,
    meaning: Message(
      es: "Dos opciones de una lista se leen igual.",
      en: "Two choices of one list read the same."),
    remedy: Message(
      es: "Distinga los textos, o borre la opción repetida.",
      en: "Make the labels differ, or delete the repeated choice."),
    why: Message(
      es: "En pantalla no se distinguen, así que el dato depende de cuál se tocó.",
      en: "They cannot be told apart on the screen, so the datum depends on which "
        + "was touched."),
    example: .init(
      wrong: """
        choices:
          crime:
            - {name: a, label: Robo}
            - {name: b, label: Robo}
        survey:
          - {type: select_one crime, name: last, label: ¿Qué delito?}
        """,
      right: """
        choices:
          crime:
            - {name: a, label: Robo}
            - {name: b, label: Hurto}
        survey:
          - {type: select_one crime, name: last, label: ¿Qué delito?}
        """))

  static func check(_ context: CheckContext) -> [Finding] {
    let filtered = Set(
      context.entries.filter { $0.item.choiceFilter != nil }.compactMap(\.listName))
    return context.questionnaire.choiceLists.flatMap { list -> [Finding] in
      // A cascade shows one parent's choices at a time, so equal names elsewhere don't meet.
      guard !filtered.contains(list.name) else { return [] }
      var first: [LocalizedText: String] = [:]
      return list.choices.compactMap { choice in
        guard !choice.label.isEmpty else { return nil }
        guard let other = first[choice.label] else {
          first[choice.label] = choice.name
          return nil
        }
        guard other != choice.name, choice.media.isEmpty else { return nil }
        return kind.finding(
          at: choice.place,
          Message(
            es: "«\(choice.name)» y «\(other)» se leen igual en la lista «\(list.name)».",
            en: "“\(choice.name)” and “\(other)” read the same in the list “\(list.name)”."))
      }
    }
  }
}
