import Messages

/// `once()` keeps the value of the question it stands at: in a condition there is none to keep.
enum OnceOutsideCalculation: Rule {
  static let kind = FindingKind(
    "Q0323", .warning,
    meaning: Message(
      es: "«once()» se usa fuera de un cálculo.", en: "“once()” is used outside a calculation."),
    remedy: Message(
      es: "Calcule el valor en una fila «calculate» con «once(…)» y use esa fila en la condición.",
      en: "Compute the value in a “calculate” row by “once(…)” and use that row in the condition."),
    why: Message(
      es: "«once()» devuelve lo que ya hay en su propia pregunta. En una condición "
        + "eso es la respuesta misma, no un valor fijado.",
      en: "“once()” gives what its own question already holds. In a condition that "
        + "is the answer itself, not a value that was fixed."),
    example: .init(
      wrong: """
        survey:
          - {type: integer, name: age, label: Edad, relevant: once(random()) < 0.5}
        """,
      right: """
        survey:
          - {type: calculate, name: draw, calculation: once(random())}
          - {type: integer, name: age, label: Edad, relevant: "${draw} < 0.5"}
        """))

  static func check(_ context: CheckContext) -> [Finding] {
    context.formulas.compactMap { use in
      guard use.column != .calculation, use.column != .defaultValue, let owner = use.owner,
        use.expression?.calls.contains(where: { $0.name == "once" }) == true
      else { return nil }
      let name = context.entries[owner].item.name
      return kind.finding(
        at: use.formula.place,
        Message(
          es: "\(use.column.rawValue) de «\(name)»: «once()» devuelve la respuesta de la pregunta.",
          en: "\(use.column.rawValue) of “\(name)”: “once()” gives the question's own answer."))
    }
  }
}
