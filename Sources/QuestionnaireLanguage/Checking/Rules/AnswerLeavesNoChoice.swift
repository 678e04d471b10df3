import Messages

/// An answer after which a filtered question offers nothing.
enum AnswerLeavesNoChoice: Rule {
  static let kind = FindingKind(
    "Q0213", .note,
    meaning: Message(
      es: "Con cierta respuesta, una pregunta filtrada queda sin opciones.",
      en: "After some answer a filtered question has no choices left."),
    remedy: Message(
      es: "Agregue opciones para esa respuesta, o no haga la pregunta en ese caso («relevant»).",
      en: "Add choices for that answer, or do not ask the question in that case (“relevant”)."),
    why: Message(
      es: "La pregunta aparece sin nada que elegir; si es obligatoria, no hay cómo "
        + "seguir.",
      en: "The question appears with nothing to choose; if it is required, there is "
        + "no way on."),
    example: .init(
      wrong: """
        choices:
          dep:
            - {name: sonsonate, label: Sonsonate}
            - {name: la_paz, label: La Paz}
          town:
            - {name: acajutla, label: Acajutla, dep: sonsonate}
            - {name: zacatecoluca, label: Zacatecoluca, dep: sonsonate}
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

  /// Rows of choices that are looked at for one questionnaire.
  private static let mostChoices = 2_000_000

  static func check(_ context: CheckContext) -> [Finding] {
    let filters = ChoiceFilters(context)
    var budget = mostChoices
    return filters.matches.keys.sorted().flatMap { owner -> [Finding] in
      let entry = context.entries[owner]
      guard let list = context.list(of: entry), !list.choices.isEmpty, !entry.hasSearchedChoices,
        entry.item.relevant == nil, let matches = filters.matches[owner], matches.count == 1
      else { return [] }
      let match = matches[0]
      let asked = context.entries[match.item]
      guard case .selectOne = asked.type, let answers = context.list(of: asked),
        asked.isAsked, !asked.hasSearchedChoices, asked.item.choiceFilter == nil
      else { return [] }
      budget -= list.choices.count + answers.choices.count
      guard budget > 0 else { return [] }
      let values = Set(list.choices.compactMap { $0.value(in: match.column) })
      // A list without that column at all is another finding.
      guard !values.isEmpty else { return [] }
      let numbers = Set(values.compactMap { Double($0) })
      let empty = answers.choices.map(\.name).filter { name in
        !values.contains(name) && !(Double(name).map { numbers.contains($0) } ?? false)
      }
      guard !empty.isEmpty, empty.count < answers.choices.count else { return [] }
      let names = listed(empty)
      return [
        kind.finding(
          at: match.place,
          Message(
            es: "«\(entry.item.name)» no ofrece nada cuando «\(asked.item.name)» es "
              + "\(names.spanish).",
            en: "“\(entry.item.name)” offers nothing where “\(asked.item.name)” is "
              + "\(names.english)."))
      ]
    }
  }
}
