import Messages

/// A select names a list that the questionnaire does not hold.
enum UnknownChoiceList: Rule {
  static let kind = FindingKind(
    "Q0201", .error,
    meaning: Message(
      es: "La lista de opciones no existe.", en: "The list of choices does not exist."),
    remedy: Message(
      es: "Corrija el nombre en «type» o agregue la lista a la hoja «choices».",
      en: "Correct the name in “type” or add the list to the “choices” sheet."),
    why: Message(
      es: "La pregunta no tendría opciones que ofrecer.",
      en: "The question would have no choices to offer."),
    example: .init(
      wrong: """
        survey:
          - {type: select_one yes_no, name: victim, label: ¿Fue víctima?}
        """,
      right: """
        choices:
          yes_no:
            - {name: "yes", label: Sí}
            - {name: "no", label: Nunca}
        survey:
          - {type: select_one yes_no, name: victim, label: ¿Fue víctima?}
        """))

  static func check(_ context: CheckContext) -> [Finding] {
    var spelling = Spelling()
    let external = Set(context.questionnaire.externalChoiceLists.map(\.name))
    return context.entries.compactMap { entry in
      let name: String
      let known: Bool
      switch entry.choiceSource?.kind {
      case .list(let list): (name, known) = (list, context.lists[list] != nil)
      case .external(let list): (name, known) = (list, external.contains(list))
      default: return nil
      }
      guard !known else { return nil }
      return kind.finding(
        at: entry.typePlace,
        Message(
          es: "«\(entry.item.name)» usa la lista «\(name)», que no existe.",
          en: "“\(entry.item.name)” uses the list “\(name)”, which does not exist."),
        remedy: spelling.suggestion(for: name, among: context.lists.keys.sorted()))
    }
  }
}
