import Messages

/// `position(..)` counts rows; outside a roster there is only one.
enum PositionOutsideRoster: Rule {
  static let kind = FindingKind(
    "Q0322", .warning,
    meaning: Message(
      es: "«position(..)» se usa fuera de un roster.",
      en: "“position(..)” is used outside a roster."),
    remedy: Message(
      es: "Lleve la fila dentro del roster, o cuente las filas con «count(${roster})».",
      en: "Move the row into the roster, or count the rows by “count(${roster})”."),
    why: Message(
      es: "Fuera de un roster hay una sola fila: el número es siempre 1.",
      en: "Outside a roster there is a single row: the number is always 1."),
    example: .init(
      wrong: """
        survey:
          - {type: calculate, name: line, calculation: position(..)}
        """,
      right: """
        survey:
          - type: repeat
            name: person
            items:
              - {type: text, name: first, label: Nombre}
              - {type: calculate, name: line, calculation: position(..)}
        """))

  static func check(_ context: CheckContext) -> [Finding] {
    context.formulas.compactMap { use in
      guard let owner = use.owner, context.entries[owner].rosters.isEmpty,
        !context.entries[owner].isRoster, let expression = use.expression,
        expression.asksForItsRow
      else { return nil }
      let name = context.entries[owner].item.name
      return kind.finding(
        at: use.formula.place,
        Message(
          es: "\(use.column.rawValue) de «\(name)»: «position(..)» es siempre 1 aquí.",
          en: "\(use.column.rawValue) of “\(name)”: “position(..)” is always 1 here."))
    }
  }
}

extension Expression {
  /// Whether it holds `position(..)`, with nothing but steps upwards inside.
  fileprivate var asksForItsRow: Bool {
    var found = false
    forEachNode(insidePredicates: false) { node in
      guard case .call("position", let arguments) = node.kind, arguments.count == 1,
        case .path(let path) = arguments[0].kind, path.start == .context,
        path.steps.allSatisfy({ $0.axis == .parent })
      else { return }
      found = true
    }
    return found
  }
}
