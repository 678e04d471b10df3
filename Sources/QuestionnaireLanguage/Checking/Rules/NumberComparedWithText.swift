import Messages

/// A number compared with words: never equal.
enum NumberComparedWithText: Rule {
  static let kind = FindingKind(
    "Q0312", .warning,
    meaning: Message(
      es: "Un número se compara con un texto.", en: "A number is compared with a text."),
    remedy: Message(
      es: "Compare con un número, o cambie el tipo de la pregunta.",
      en: "Compare with a number, or change the question's type."),
    why: Message(
      es: "Un número nunca es igual a una palabra: la condición no se cumple nunca, "
        + "o siempre con «!=».",
      en: "A number never equals a word: the condition never holds, or always with "
        + "“!=”."),
    example: .init(
      wrong: """
        survey:
          - {type: integer, name: age, label: Edad}
          - {type: text, name: t, label: T, relevant: "${age} = 'adult'"}
        """,
      right: """
        survey:
          - {type: integer, name: age, label: Edad}
          - {type: text, name: t, label: T, relevant: "${age} >= 18"}
        """))

  static func check(_ context: CheckContext) -> [Finding] {
    context.comparisons.compactMap { comparison in
      let entry = context.entries[comparison.item]
      guard case .binary = comparison.op, entry.isNumeric,
        case .text(let text) = comparison.literal,
        !text.isEmpty, Double(text.trimmingSpaces()) == nil
      else { return nil }
      let use = context.formulas[comparison.formula]
      return kind.finding(
        at: use.formula.place,
        Message(
          es:
            "\(use.column.rawValue): «\(entry.item.name)» es un número y se compara con '\(text)'.",
          en:
            "\(use.column.rawValue): “\(entry.item.name)” is a number and is compared with '\(text)'."
        ))
    }
  }
}
