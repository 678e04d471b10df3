import Messages

/// `${education} > 'primary'`: only numbers and dates have an order.
enum OrderOfTexts: Rule {
  static let kind = FindingKind(
    "Q0318", .warning,
    meaning: Message(
      es: "Se pregunta si un texto es mayor o menor.",
      en: "A text is asked to be greater or less."),
    remedy: Message(
      es: "Nombre las opciones con números, o enumere las que valen con «selected(…)».",
      en: "Name the choices by numbers, or list those that count by “selected(…)”."),
    why: Message(
      es: "«>» y «<» son de números y fechas; con palabras la comparación nunca se "
        + "cumple.",
      en: "“>” and “<” are for numbers and dates; with words the comparison never "
        + "holds."),
    example: .init(
      wrong: """
        choices:
          study:
            - {name: none, label: Ninguno}
            - {name: primary, label: Primaria}
            - {name: university, label: Universidad}
        survey:
          - {type: select_one study, name: s, label: Estudios}
          - {type: text, name: t, label: Título, relevant: "${s} > 'primary'"}
        """,
      right: """
        choices:
          study:
            - {name: 0, label: Ninguno}
            - {name: 1, label: Primaria}
            - {name: 2, label: Universidad}
        survey:
          - {type: select_one study, name: s, label: Estudios}
          - {type: text, name: t, label: Título, relevant: "${s} > 1"}
        """))

  static func check(_ context: CheckContext) -> [Finding] {
    var found: [Finding] = []
    context.forEachPart { part, use, types in
      guard case .binary(let op, let left, let right) = part.kind, op.isOrdering else { return }
      let (a, b) = (types.type(of: left), types.type(of: right))
      guard a.isNeverNumber || b.isNeverNumber, !saidElsewhere(a, b) else { return }
      let text = context.excerpt(part, of: use)
      found.append(
        kind.finding(
          at: use.formula.place,
          Message(
            es: "\(use.column.rawValue): \(text) nunca se cumple.",
            en: "\(use.column.rawValue): \(text) never holds.")))
    }
    return found
  }

  /// A date or a number beside a written text has rules of its own.
  private static func saidElsewhere(_ a: ExpressionType, _ b: ExpressionType) -> Bool {
    let types = [a, b]
    return types.contains(.words)
      && (types.contains(.date) || types.contains(.moment) || types.contains(.number))
  }
}
