import Messages

/// A formula that does not parse.
enum FormulaSyntax: Rule {
  static let kind = FindingKind(
    "Q0301", .error,
    meaning: Message(
      es: "La expresión está mal escrita.", en: "The expression is not well formed."),
    remedy: Message(
      es: "Revise paréntesis, comillas y comas en esa posición.",
      en: "Check parentheses, quotes and commas at that position."),
    why: Message(
      es: "Una expresión que no se entiende no se puede evaluar: la condición o el "
        + "cálculo no funcionan en ningún dispositivo.",
      en: "An expression that cannot be understood cannot be evaluated: the "
        + "condition or calculation works on no device."),
    example: .init(
      wrong: """
        survey:
          - {type: integer, name: age, label: Edad, constraint: ". > (5"}
        """,
      right: """
        survey:
          - {type: integer, name: age, label: Edad, constraint: ". > 5"}
        """))

  static func check(_ context: CheckContext) -> [Finding] {
    context.formulas.compactMap { use in
      guard case .failure(let error) = use.parsed else { return nil }
      let near = excerpt(of: use.formula.text, at: error.range.lowerBound)
      return kind.finding(
        at: use.formula.place,
        Message(
          es: "\(use.column.rawValue): \(error.message.spanish)"
            + (near.isEmpty ? "" : " Cerca de: \(near)"),
          en: "\(use.column.rawValue): \(error.message.english)"
            + (near.isEmpty ? "" : " Near: \(near)")),
        remedy: likelyRemedy(for: use.formula.text))
    }
  }

  /// A few characters on both sides of a byte offset, with `▸` at the offset.
  private static func excerpt(of text: String, at offset: Int) -> String {
    let bytes = Array(text.utf8)
    let middle = min(max(0, offset), bytes.count)
    let before = String(decoding: bytes[max(0, middle - shownBytes)..<middle], as: UTF8.self)
    let after = String(decoding: bytes[middle...].prefix(shownBytes), as: UTF8.self)
    // A cut inside a character decodes to the replacement character; leave those out.
    let shown = [before, after].map { $0.filter { $0 != "\u{FFFD}" } }
    return shown[0] + "▸" + shown[1]
  }

  private static let shownBytes = 24

  /// Remedies for the slips that designers make most.
  private static func likelyRemedy(for text: String) -> Message? {
    if text.contains("==") {
      return Message(
        es: "Para comparar escriba «=», no «==».", en: "To compare write “=”, not “==”.")
    }
    if text.contains("$(") || text.contains("$ {") {
      return Message(
        es: "Una referencia se escribe «${nombre}».", en: "A reference is written “${name}”.")
    }
    if text.contains("&&") || text.contains("||") {
      return Message(es: "Use «and» y «or».", en: "Use “and” and “or”.")
    }
    if text.contains("<>") {
      return Message(es: "Para «distinto» escriba «!=».", en: "For “not equal” write “!=”.")
    }
    if text.contains(where: { "“”‘’".contains($0) }) {
      return Message(
        es: "Cambie las comillas tipográficas por ' o \".",
        en: "Replace the curly quotes by ' or \".")
    }
    return nil
  }
}
