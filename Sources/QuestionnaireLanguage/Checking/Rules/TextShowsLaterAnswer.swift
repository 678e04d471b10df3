import Messages

/// A label that shows an answer nobody has given yet: the enumerator reads a gap.
enum TextShowsLaterAnswer: Rule {
  static let kind = FindingKind(
    "Q0507", .warning,
    meaning: Message(
      es: "El texto muestra una respuesta que se pregunta después.",
      en: "The text shows an answer that is asked later."),
    remedy: Message(
      es: "Mueva la pregunta antes, o revise si la referencia es la correcta.",
      en: "Ask the question earlier, or check whether the reference is the right one."),
    why: Message(
      es: "El encuestador lee un hueco donde debía ir la respuesta.",
      en: "The enumerator reads a gap where the answer should be."),
    example: .init(
      wrong: """
        survey:
          - {type: integer, name: age, label: "¿Edad de ${who}?"}
          - {type: text, name: who, label: ¿Nombre?}
        """,
      right: """
        survey:
          - {type: text, name: who, label: ¿Nombre?}
          - {type: integer, name: age, label: "¿Edad de ${who}?"}
        """))

  static func check(_ context: CheckContext) -> [Finding] {
    context.references.compactMap { reference in
      guard shown.contains(reference.column), !reference.isLastSaved, let owner = reference.owner,
        reference.targets.count == 1, isAskedLater(reference.targets[0], than: owner, context)
      else { return nil }
      let name = context.entries[owner].item.name
      let spot = context.entries[reference.targets[0]].place.map { " (\($0))" } ?? ""
      return kind.finding(
        at: reference.place,
        Message(
          es:
            "\(reference.column.rawValue) de «\(name)» muestra «\(reference.name)»\(spot), que se "
            + "pregunta después.",
          en:
            "\(reference.column.rawValue) of “\(name)” shows “\(reference.name)”\(spot), which is "
            + "asked later."))
    }
  }

  private static let shown: Set<FormulaColumn> = [.label, .hint, .guidance]

  /// A group's heading may show what is inside it, and a screen of several questions what is on it.
  private static func isAskedLater(_ asked: Int, than owner: Int, _ context: CheckContext) -> Bool {
    let (asked, owner) = (context.entries[asked], context.entries[owner])
    guard asked.isAsked, asked.item.defaultValue == nil, asked.index >= owner.end else {
      return false
    }
    return context.screen(of: asked) == nil
      || context.screen(of: asked) != context.screen(of: owner)
  }
}

extension CheckContext {
  /// The outermost group around the item that is shown as one screen.
  fileprivate func screen(of entry: FormEntry) -> Int? {
    var screen: Int?
    var next = entry.parent
    while let index = next {
      let appearance = entries[index].item.appearance.split(separator: " ")
      if appearance.contains("field-list") || appearance.contains("table-list") { screen = index }
      next = entries[index].parent
    }
    return screen
  }
}
