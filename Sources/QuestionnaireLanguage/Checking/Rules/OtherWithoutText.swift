import Messages

/// «Other (specify)» with no question that takes what is specified.
enum OtherWithoutText: Rule {
  static let kind = FindingKind(
    "Q0214", .warning,
    meaning: Message(
      es: "Una opción pide especificar y ninguna pregunta lo recoge.",
      en: "A choice asks to specify and no question takes it."),
    remedy: Message(
      es: "Agregue una pregunta «text» con «relevant» sobre esa opción.",
      en: "Add a “text” question with “relevant” on that choice."),
    why: Message(
      es: "La respuesta más frecuente de «otro» se pierde: no hay dónde escribirla.",
      en: "The most frequent “other” answer is lost: there is nowhere to write it."),
    example: .init(
      wrong: """
        choices:
          crime:
            - {name: robbery, label: Robo}
            - {name: other, label: Otro (especifique)}
        survey:
          - {type: select_one crime, name: last, label: ¿Qué delito?}
          - {type: integer, name: n, label: ¿Cuántas veces?}
        """,
      right: """
        choices:
          crime:
            - {name: robbery, label: Robo}
            - {name: other, label: Otro (especifique)}
        survey:
          - {type: select_one crime, name: last, label: ¿Qué delito?}
          - {type: text, name: which, label: ¿Cuál?, relevant: "${last} = 'other'"}
        """))

  static func check(_ context: CheckContext) -> [Finding] {
    let tested = Set(
      context.comparisons.map { Pair(item: $0.item, choice: $0.literal.text) })
    var asking: [String: [Choice]] = [:]
    for list in context.questionnaire.choiceLists {
      asking[list.name] = list.choices.filter { $0.asksToSpecify }
    }
    return context.entries.flatMap { entry -> [Finding] in
      guard let list = entry.listName, entry.choiceSource?.orOther != true,
        !(context.entries.indices.contains(entry.index + 1)
          && context.entries[entry.index + 1].asksForOther)
      else { return [] }
      return (asking[list] ?? []).filter {
        !tested.contains(Pair(item: entry.index, choice: $0.name))
      }.map { choice in
        kind.finding(
          at: entry.place,
          Message(
            es:
              "«\(entry.item.name)» ofrece «\(choice.name)» («especifique») y nada pregunta cuál.",
            en: "“\(entry.item.name)” offers “\(choice.name)” (“specify”) and nothing asks which."))
      }
    }
  }

  private struct Pair: Hashable {
    let item: Int
    let choice: String
  }
}

extension Choice {
  fileprivate var asksToSpecify: Bool {
    label.byLanguage.values.contains { text in
      // The part of each word that is plain ASCII; few labels go further.
      guard text.holdsIgnoringASCIICase("ecif") || text.holdsIgnoringASCIICase("cise") else {
        return false
      }
      let lower = text.lowercased()
      return ["specify", "especifi", "préciser", "précisez"].contains { lower.contains($0) }
    }
  }
}

extension FormEntry {
  /// A text field right after the select, whatever its condition.
  fileprivate var asksForOther: Bool { type == .text }
}
