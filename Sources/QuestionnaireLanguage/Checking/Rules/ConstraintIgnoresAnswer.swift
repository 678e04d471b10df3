import Messages

/// A constraint that never looks at the answer it is to check.
enum ConstraintIgnoresAnswer: Rule {
  static let kind = FindingKind(
    "Q0408", .warning,
    meaning: Message(
      es: "La restricción no mira la respuesta.",
      en: "The constraint does not look at the answer."),
    remedy: Message(
      es: "En «constraint» la respuesta se escribe «.»; si es otra condición, use «relevant».",
      en: "In “constraint” the answer is written “.”; for another condition use “relevant”."),
    why: Message(
      es: "No limita la respuesta: la rechaza o la acepta según otra cosa, y "
        + "cambiarla no sirve de nada.",
      en: "It does not limit the answer: it refuses or takes it because of "
        + "something else, and changing it helps nothing."),
    example: .init(
      wrong: """
        survey:
          - {type: integer, name: adults, label: Adultos}
          - {type: integer, name: kids, label: Menores, constraint: "${adults} > 0"}
        """,
      right: """
        survey:
          - {type: integer, name: adults, label: Adultos}
          - {type: integer, name: kids, label: Menores, constraint: ". + ${adults} > 0"}
        """))

  static func check(_ context: CheckContext) -> [Finding] {
    context.formulas.indices.compactMap { index in
      let use = context.formulas[index]
      guard use.column == .constraint, let owner = use.owner, let expression = use.expression,
        context.entries[owner].isAsked, ConstantFolding.truth(of: expression) == nil
      else { return nil }
      let entry = context.entries[owner]
      let looks = context.pathsOfFormulas[index].all.contains { $0.targets.contains(owner) }
      guard !looks else { return nil }
      return kind.finding(
        at: use.formula.place,
        Message(
          es: "La restricción de «\(entry.item.name)» no usa su respuesta.",
          en: "The constraint of “\(entry.item.name)” does not use its answer."))
    }
  }
}
