import Messages

/// `${date} = now()`: a day equals a moment only at midnight; a time of day is never a date.
enum DateEqualsMoment: Rule {
  static let kind = FindingKind(
    "Q0317", .warning,
    meaning: Message(
      es: "Se comparan una fecha, un momento o una hora entre sí.",
      en: "A date, a moment or a time of day are compared with each other."),
    remedy: Message(
      es: "Para el día use «today()»; el día de un momento es "
        + "«date(format-date(${momento}, '%Y-%m-%d'))».",
      en: "For the day use “today()”; the day of a moment is "
        + "“date(format-date(${moment}, '%Y-%m-%d'))”."),
    why: Message(
      es: "«now()» lleva la hora: una fecha solo es igual a ella a medianoche. Y "
        + "una hora sola no es ninguna fecha.",
      en: "“now()” carries the time of day: a date equals it at midnight only. And "
        + "a time alone is no date."),
    example: .init(
      wrong: """
        survey:
          - {type: date, name: when, label: ¿Cuándo?}
          - {type: note, name: n, label: Fue hoy, relevant: "${when} = now()"}
        """,
      right: """
        survey:
          - {type: date, name: when, label: ¿Cuándo?}
          - {type: note, name: n, label: Fue hoy, relevant: "${when} = today()"}
        """))

  static func check(_ context: CheckContext) -> [Finding] {
    var found: [Finding] = []
    context.forEachPart { part, use, types in
      guard case .binary(let op, let left, let right) = part.kind, op.isComparison,
        clash(types.type(of: left), types.type(of: right), op)
      else { return }
      let text = context.excerpt(part, of: use)
      found.append(
        kind.finding(
          at: use.formula.place,
          Message(
            es: "\(use.column.rawValue): \(text) compara cosas distintas.",
            en: "\(use.column.rawValue): \(text) compares different things.")))
    }
    return found
  }

  private static func clash(_ a: ExpressionType, _ b: ExpressionType, _ op: BinaryOperator) -> Bool
  {
    switch (a, b) {
    case (.date, .moment), (.moment, .date): op.isEquality
    case (.time, .date), (.date, .time), (.time, .moment), (.moment, .time): true
    default: false
    }
  }
}
