import Messages

/// `Yes` and `yes` in one list: expressions tell them apart, people and data programs do not.
enum ChoiceNamesDifferInCase: Rule {
  static let kind = FindingKind(
    "Q0211", .warning,
    meaning: Message(
      es: "Los nombres de dos opciones solo difieren en mayúsculas.",
      en: "The names of two choices differ only in case."),
    remedy: Message(
      es: "Cambie uno de los dos, o quite la opción repetida.",
      en: "Change one of the two, or remove the repeated choice."),
    why: Message(
      es: "Quien analiza cuenta dos categorías donde había una, o las suma sin "
        + "saberlo.",
      en: "The analyst counts two categories where there was one, or adds them up "
        + "unknowingly."),
    example: .init(
      wrong: """
        choices:
          crime:
            - {name: Robbery, label: Robo}
            - {name: robbery, label: Robo con violencia}
        survey:
          - {type: select_one crime, name: last, label: ¿Qué delito?}
        """,
      right: """
        choices:
          crime:
            - {name: theft, label: Robo}
            - {name: robbery, label: Robo con violencia}
        survey:
          - {type: select_one crime, name: last, label: ¿Qué delito?}
        """))

  static func check(_ context: CheckContext) -> [Finding] {
    context.questionnaire.choiceLists.flatMap { list -> [Finding] in
      var first: [String: String] = [:]
      return list.choices.compactMap { choice in
        let key = choice.name.lowercased()
        guard !key.isEmpty, let earlier = first[key] else {
          first[key] = choice.name
          return nil
        }
        guard earlier != choice.name else { return nil }
        return kind.finding(
          at: choice.place,
          Message(
            es: "«\(choice.name)» y «\(earlier)» de la lista «\(list.name)» solo difieren en "
              + "mayúsculas.",
            en: "“\(choice.name)” and “\(earlier)” of the list “\(list.name)” differ only in case.")
        )
      }
    }
  }
}
