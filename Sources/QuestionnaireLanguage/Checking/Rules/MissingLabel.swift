import Messages

/// A question that the enumerator sees has to say something.
enum MissingLabel: Rule {
  static let kind = FindingKind(
    "Q0111", .error,
    meaning: Message(
      es: "La pregunta no tiene texto ni indicación.", en: "The question has no label or hint."),
    remedy: Message(
      es: "Escriba el texto en «label»; si no debe verse, use el tipo «calculate» u «hidden».",
      en: "Write the text in “label”; if it must not be seen, use type “calculate” or “hidden”."),
    why: Message(
      es: "El encuestador ve un campo sin saber qué preguntar.",
      en: "The enumerator sees a field without knowing what to ask."),
    example: .init(
      wrong: """
        survey:
          - {type: integer, name: age}
        """,
      right: """
        survey:
          - {type: integer, name: age, label: ¿Cuántos años tiene?}
        """))

  static func check(_ context: CheckContext) -> [Finding] {
    context.entries.filter { entry in
      let item = entry.item
      guard entry.type != nil, entry.isVisible, item.trigger == nil, !entry.showsOnlyChoices
      else { return false }
      return item.label.isEmpty && item.hint.isEmpty && item.media.isEmpty
    }.map {
      kind.finding(
        at: $0.place,
        Message(
          es: "«\($0.item.name)» no tiene texto ni indicación.",
          en: "“\($0.item.name)” has no label or hint."))
    }
  }
}

extension FormEntry {
  /// The head of a table of selects shows the choices' labels and no question.
  fileprivate var showsOnlyChoices: Bool {
    choiceSource != nil && item.appearance.split(separator: " ").contains("label")
  }
}
