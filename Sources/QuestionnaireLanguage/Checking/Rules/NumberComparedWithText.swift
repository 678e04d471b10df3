import Messages

/// A number compared with words: never equal.
enum NumberComparedWithText: Rule {
  static let kind = FindingKind(
    "Q0312", .warning,
    meaning: Message(
      es: "Un número se compara con un texto.", en: "A number is compared with a text."),
    remedy: Message(
      es: "Compare con un número, o cambie el tipo de la pregunta.",
      en: "Compare with a number, or change the question's type."))

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
