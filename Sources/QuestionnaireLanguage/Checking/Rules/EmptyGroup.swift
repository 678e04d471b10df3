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
      en: "Put questions in it, or take the calculations out and delete the group."),
    why: Message(
      es: "Un grupo sin preguntas visibles es una pantalla en blanco, y los "
        + "conversores lo rechazan.",
      en: "A group without visible questions is a blank screen, and converters "
        + "refuse it."),
    example: .init(
      wrong: """
        survey:
          - type: group
            name: totals
            items: [{type: calculate, name: n, calculation: 1 + 1}]
        """,
      right: """
        survey:
          - {type: calculate, name: n, calculation: 1 + 1}
        """))

  static func check(_ context: CheckContext) -> [Finding] {
    let shows = itemsThatShowSomething(context)
    return context.entries.filter { entry in
      guard entry.type == nil else { return false }
      return entry.isRoster ? entry.children.isEmpty : !shows[entry.index]
    }.map { entry in
      let what = entry.kindWord
      return kind.finding(
        at: entry.place,
        Message(
          es: "\(what.spanish) «\(entry.item.name)» no contiene ninguna pregunta visible.",
          en: "\(what.english) “\(entry.item.name)” contains no visible question."))
    }
  }

  /// By index; from the last item to the first, so that a group comes after what it holds.
  private static func itemsThatShowSomething(_ context: CheckContext) -> [Bool] {
    var shows = [Bool](repeating: false, count: context.entries.count)
    for index in context.entries.indices.reversed() {
      let entry = context.entries[index]
      shows[index] =
        entry.isRoster || (entry.type != nil && entry.isVisible)
        || entry.children.contains { shows[$0] }
    }
    return shows
  }
}
