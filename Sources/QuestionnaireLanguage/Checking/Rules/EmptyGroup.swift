import Messages

/// A group that shows nothing, or a roster that holds nothing. (ODK refuses groups of calculations
/// only: a screen has to come of a group.)
enum EmptyGroup: Rule {
  static let kind = FindingKind(
    "Q0109", .error,
    meaning: Message(
      es: "El grupo o roster no muestra nada.", en: "The group or roster shows nothing."),
    remedy: Message(
      es: "Ponga preguntas dentro, o saque los cálculos y borre el grupo.",
      en: "Put questions in it, or take the calculations out and delete the group."))

  static func check(_ context: CheckContext) -> [Finding] {
    context.entries.filter { entry in
      guard entry.type == nil else { return false }
      if entry.isRoster { return entry.children.isEmpty }
      let inside = context.entries[(entry.index + 1)..<entry.end]
      return !inside.contains { $0.isRoster || ($0.type != nil && $0.isVisible) }
    }.map { entry in
      let what = entry.kindWord
      return kind.finding(
        at: entry.place,
        Message(
          es: "\(what.spanish) «\(entry.item.name)» no contiene ninguna pregunta visible.",
          en: "\(what.english) “\(entry.item.name)” contains no visible question."))
    }
  }
}
