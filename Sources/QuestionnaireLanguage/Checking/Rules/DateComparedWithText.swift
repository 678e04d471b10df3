import Messages

/// `<` and `>` turn a text into a number; a written date becomes no number, so it never holds.
enum DateComparedWithText: Rule {
  static let kind = FindingKind(
    "Q0313", .warning,
    meaning: Message(
      es: "Una fecha se compara con un texto.", en: "A date is compared with a text."),
    remedy: Message(
      es: "Escriba la fecha como «date('2026-01-31')».",
      en: "Write the date as “date('2026-01-31')”."),
    why: Message(
      es: "Un texto no tiene orden, aunque parezca una fecha: la restricción "
        + "rechaza todo o nada.",
      en: "A text has no order, though it looks like a date: the constraint refuses "
        + "everything or nothing."),
    example: .init(
      wrong: """
        survey:
          - {type: date, name: when, label: ¿Cuándo?, constraint: ". >= '2025-01-01'"}
        """,
      right: """
        survey:
          - {type: date, name: when, label: ¿Cuándo?, constraint: ". >= date('2025-01-01')"}
        """))

  static func check(_ context: CheckContext) -> [Finding] {
    context.comparisons.compactMap { comparison in
      let entry = context.entries[comparison.item]
      guard case .binary(let op) = comparison.op, op.isOrdering, entry.isDate,
        case .text(let text) = comparison.literal, !text.isEmpty
      else { return nil }
      let use = context.formulas[comparison.formula]
      return kind.finding(
        at: use.formula.place,
        Message(
          es:
            "\(use.column.rawValue): «\(entry.item.name)» \(op.rawValue) '\(text)' nunca se cumple.",
          en: "\(use.column.rawValue): “\(entry.item.name)” \(op.rawValue) '\(text)' never holds."),
        remedy: Message(
          es: "Escriba «date('\(text)')» (año-mes-día).",
          en: "Write “date('\(text)')” (year-month-day)."))
    }
  }
}
