import Messages

/// A draw records itself as the answer of its row: it is the whole of a `calculate` row's
/// calculation, outside the roster that it draws from.
enum DrawMisplaced: Rule {
  static let kind = FindingKind(
    "Q0705", .error,
    meaning: Message(
      es: "«draw» no está donde pueda sortear y registrarse.",
      en: "“draw” is not where it can draw and be recorded."),
    remedy: Message(
      es: "Úselo solo, en «calculation» de una fila «calculate» fuera del roster: "
        + "draw('semilla', ${hogar}, ${nombre}, ${edad} >= 18).",
      en: "Use it alone, in “calculation” of a “calculate” row outside the roster: "
        + "draw('seed', ${household}, ${name}, ${age} >= 18)."),
    why: Message(
      es: "El sorteo se registra como respuesta de su fila para que no se repita; dentro de otra "
        + "expresión no queda registro y cada cambio elegiría a otra persona.",
      en: "The draw is recorded as the answer of its row so that it is not made again; inside "
        + "another expression no record stays, and each change would draw somebody else."),
    example: .init(
      wrong: """
        survey:
          - {type: text, name: hh, label: Hogar}
          - {type: repeat, name: person, label: P, items: [{type: text, name: who, label: Nombre}]}
          - type: calculate
            name: drawn
            relevant: ${hh} != ''
            calculation: selected-at(draw('s', ${hh}, ${who}), 0)
        """,
      right: """
        survey:
          - {type: text, name: hh, label: Hogar}
          - {type: repeat, name: person, label: P, items: [{type: text, name: who, label: Nombre}]}
          - type: calculate
            name: drawn
            relevant: ${hh} != ''
            calculation: draw('s', ${hh}, ${who})
          - {type: calculate, name: place, calculation: "selected-at(${drawn}, 0)"}
        """))

  static func check(_ context: CheckContext) -> [Finding] {
    context.formulas.indices.compactMap { index in
      let use = context.formulas[index]
      guard let expression = use.expression,
        let call = expression.calls.first(where: { $0.name == "draw" }),
        !isWellPlaced(expression, use, index, context)
      else { return nil }
      let drawn = call.arguments.count > 2 ? use.formula.text : "draw()"
      return kind.finding(
        at: use.formula.place,
        Message(
          es: "\(use.column.rawValue): aquí no se puede sortear: \(drawn)",
          en: "\(use.column.rawValue): no draw can be made here: \(drawn)"))
    }
  }

  private static func isWellPlaced(
    _ expression: Expression, _ use: FormulaUse, _ index: Int, _ context: CheckContext
  ) -> Bool {
    guard use.column == .calculation, let owner = use.owner.map({ context.entries[$0] }),
      owner.type == .calculate, owner.item.trigger == nil,
      case .call("draw", let arguments) = expression.kind, arguments.count > 2
    else { return false }
    guard
      let path = context.pathsOfFormulas[index][arguments[2].range],
      path.targets.count == 1
    else {
      // An unknown name: other rules say so.
      return true
    }
    let identity = context.entries[path.targets[0]]
    guard identity.type != nil, let roster = identity.rosters.last else { return false }
    return !owner.rosters.contains(roster)
  }
}
