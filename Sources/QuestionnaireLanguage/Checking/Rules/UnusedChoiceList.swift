import Messages

/// A list that no question offers: left over, or a question misses it.
enum UnusedChoiceList: Rule {
  static let kind = FindingKind(
    "Q0208", .note,
    meaning: Message(
      es: "Ninguna pregunta usa la lista.", en: "No question uses the list."),
    remedy: Message(
      es: "Bórrela si sobra.", en: "Delete it if it is left over."),
    why: Message(
      es: "Suele sobrar de otra versión; a veces delata una pregunta que usa la "
        + "lista equivocada.",
      en: "It is usually left over from another version; sometimes it betrays a "
        + "question that uses the wrong list."),
    example: .init(
      wrong: """
        choices:
          old_crimes:
            - {name: a, label: Robo}
        survey:
          - {type: text, name: last, label: ¿Qué delito?}
        """,
      right: """
        choices:
          old_crimes:
            - {name: a, label: Robo}
        survey:
          - {type: select_one old_crimes, name: last, label: ¿Qué delito?}
        """))

  static func check(_ context: CheckContext) -> [Finding] {
    let used = Set(context.entries.compactMap(\.listName))
    // `instance('list')` in an expression uses it too.
    let mentioned = context.formulas.reduce(into: Set<String>()) { mentioned, use in
      use.expression?.forEachNode { node in
        if case .text(let text) = node.kind { mentioned.insert(text) }
      }
    }
    return context.questionnaire.choiceLists.filter { list in
      !used.contains(list.name) && !mentioned.contains(list.name)
    }.map {
      kind.finding(
        at: $0.choices.first?.place,
        Message(
          es: "Ninguna pregunta usa la lista «\($0.name)».",
          en: "No question uses the list “\($0.name)”."))
    }
  }
}
