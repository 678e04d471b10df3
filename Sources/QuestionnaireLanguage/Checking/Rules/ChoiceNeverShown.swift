import Messages

/// A choice whose row matches no answer of the question that filters it.
enum ChoiceNeverShown: Rule {
  static let kind = FindingKind(
    "Q0212", .warning,
    meaning: Message(
      es: "El filtro no deja ver nunca la opción.", en: "The filter never shows the choice."),
    remedy: Message(
      es: "Corrija la columna de la opción: debe tener el nombre de una opción de la pregunta que "
        + "filtra.",
      en: "Correct the choice's column: it must hold the name of a choice of the question that "
        + "filters."),
    why: Message(
      es: "El municipio existe en la hoja y nadie podrá elegirlo: esas viviendas "
        + "quedan sin dato o con uno falso.",
      en: "The town is in the sheet and nobody will be able to choose it: those "
        + "dwellings are left without a datum or with a false one."),
    example: .init(
      wrong: """
        choices:
          dep:
            - {name: sonsonate, label: Sonsonate}
            - {name: la_paz, label: La Paz}
          town:
            - {name: acajutla, label: Acajutla, dep: sonsonate}
            - {name: zacatecoluca, label: Zacatecoluca, dep: lapaz}
        survey:
          - {type: select_one dep, name: d, label: Departamento}
          - {type: select_one town, name: t, label: M, choice_filter: "dep = ${d}"}
        """,
      right: """
        choices:
          dep:
            - {name: sonsonate, label: Sonsonate}
            - {name: la_paz, label: La Paz}
          town:
            - {name: acajutla, label: Acajutla, dep: sonsonate}
            - {name: zacatecoluca, label: Zacatecoluca, dep: la_paz}
        survey:
          - {type: select_one dep, name: d, label: Departamento}
          - {type: select_one town, name: t, label: M, choice_filter: "dep = ${d}"}
        """))

  static func check(_ context: CheckContext) -> [Finding] {
    let filters = ChoiceFilters(context)
    let owners = Dictionary(
      grouping: context.entries.filter { $0.listName != nil }, by: { $0.listName ?? "" })
    return context.questionnaire.choiceLists.flatMap { list -> [Finding] in
      let using = owners[list.name] ?? []
      guard !using.isEmpty, using.count <= mostQuestions else { return [] }
      let matches = using.compactMap { filters.matches[$0.index] }
      // A question that shows the whole list shows each choice.
      guard matches.count == using.count else { return [] }
      let hidden = list.choices.filter { choice in
        matches.allSatisfy { $0.contains { !mayShow(choice, $0, context) } }
      }
      return report(hidden, of: list)
    }
  }

  /// A list used by more questions is not looked at.
  private static let mostQuestions = 50
  /// More choices than these are said once, at the first.
  private static let mostOneByOne = 10

  private static func mayShow(
    _ choice: Choice, _ match: ChoiceFilters.Match, _ context: CheckContext
  ) -> Bool {
    let entry = context.entries[match.item]
    guard case .selectOne = entry.type, let list = context.list(of: entry), !list.choices.isEmpty,
      entry.isAsked, !entry.hasSearchedChoices, let value = choice.value(in: match.column)
    else { return true }
    return context.offers(value, entry, list)
  }

  private static func report(_ hidden: [Choice], of list: ChoiceList) -> [Finding] {
    guard hidden.count > mostOneByOne, let first = hidden.first else {
      return hidden.map {
        kind.finding(
          at: $0.place,
          Message(
            es: "«\($0.name)» de la lista «\(list.name)» no aparece con ninguna respuesta.",
            en: "“\($0.name)” of the list “\(list.name)” appears for no answer."))
      }
    }
    return [
      kind.finding(
        at: first.place,
        Message(
          es: "\(hidden.count) de \(list.choices.count) opciones de la lista «\(list.name)» no "
            + "aparecen con ninguna respuesta; la primera es «\(first.name)».",
          en: "\(hidden.count) of \(list.choices.count) choices of the list “\(list.name)” appear "
            + "for no answer; the first is “\(first.name)”."))
    ]
  }
}
