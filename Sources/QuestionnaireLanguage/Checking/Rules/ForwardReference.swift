import Messages

/// A condition on an answer that is asked further down is decided while that answer is empty.
enum ForwardReference: Rule {
  static let kind = FindingKind(
    "Q0402", .warning,
    meaning: Message(
      es: "Se usa una respuesta antes de preguntarla.",
      en: "An answer is used before it is asked."),
    remedy: Message(
      es: "Ponga la pregunta antes, o revise si la referencia es la correcta.",
      en: "Ask it earlier, or check whether the reference is the right one."),
    why: Message(
      es: "Al llegar a la pregunta la otra está vacía, y la condición se decide con "
        + "ese vacío.",
      en: "Where the question is reached the other is empty, and the condition is "
        + "decided by that."),
    example: .init(
      wrong: """
        survey:
          - {type: text, name: school, label: Escuela, relevant: "${age} < 18"}
          - {type: integer, name: age, label: Edad}
        """,
      right: """
        survey:
          - {type: integer, name: age, label: Edad}
          - {type: text, name: school, label: Escuela, relevant: "${age} < 18"}
        """))

  static func check(_ context: CheckContext) -> [Finding] {
    var seen: Set<Pair> = []
    return context.paths.compactMap { path in
      let use = context.formulas[path.formula]
      guard let owner = use.owner, decidedWhenReached.contains(use.column), path.targets.count == 1,
        path.reference?.isLastSaved != true
      else { return nil }
      let asked = context.entries[path.targets[0]]
      guard asked.isAsked, asked.index > context.entries[owner].index, !path.isSet,
        seen.insert(Pair(formula: path.formula, item: asked.index)).inserted
      else { return nil }
      let user = context.entries[owner].item.name
      let spot = asked.place.map { " (\($0))" } ?? ""
      return kind.finding(
        at: use.formula.place,
        Message(
          es:
            "\(use.column.rawValue) de «\(user)» usa «\(asked.item.name)»\(spot), que se pregunta "
            + "después.",
          en:
            "\(use.column.rawValue) of “\(user)” uses “\(asked.item.name)”\(spot), which is asked "
            + "later."))
    }
  }

  /// Columns that decide at the moment the enumerator arrives. A calculation may wait, and two
  /// constraints may look at each other («all different»).
  private static let decidedWhenReached: Set<FormulaColumn> = [
    .relevant, .readOnly, .choiceFilter, .repeatCount,
  ]

  private struct Pair: Hashable {
    let formula: Int
    let item: Int
  }
}
