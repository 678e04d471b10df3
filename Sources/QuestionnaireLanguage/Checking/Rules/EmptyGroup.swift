import Messages

/// A group or roster without anything to ask.
enum EmptyGroup: Rule {
  static let kind = FindingKind(
    "Q0109", .error,
    meaning: Message(
      es: "El grupo o roster está vacío.", en: "The group or roster is empty."),
    remedy: Message(
      es: "Ponga preguntas dentro o borre el grupo.",
      en: "Put questions in it or delete the group."))

  static func check(_ context: CheckContext) -> [Finding] {
    context.entries.filter { $0.type == nil && $0.children.isEmpty }.map { entry in
      let what = entry.kindWord
      return kind.finding(
        at: entry.place,
        Message(
          es: "\(what.spanish) «\(entry.item.name)» no contiene ninguna pregunta.",
          en: "\(what.english) “\(entry.item.name)” contains no question."))
    }
  }
}
