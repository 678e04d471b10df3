import Messages

/// A default that is no value of the question's type.
enum DefaultOfOtherType: Rule {
  static let kind = FindingKind(
    "Q0605", .warning,
    meaning: Message(
      es: "El valor inicial no es del tipo de la pregunta.",
      en: "The default is not of the question's type."),
    remedy: Message(
      es: "Un número se escribe con punto decimal y una fecha como 2026-01-31.",
      en: "A number is written with a decimal point and a date as 2026-01-31."),
    why: Message(
      es: "El dispositivo descarta el valor, o lo guarda y el dato no se puede "
        + "analizar.",
      en: "The device drops the value, or stores it and the datum cannot be "
        + "analysed."),
    example: .init(
      wrong: """
        survey:
          - {type: integer, name: n, label: N, default: dos}
        """,
      right: """
        survey:
          - {type: integer, name: n, label: N, default: 2}
        """))

  static func check(_ context: CheckContext) -> [Finding] {
    context.entries.compactMap { entry in
      guard let formula = entry.item.defaultValue, let type = entry.type,
        !formula.isDynamic(for: entry.type ?? .text), !admits(formula.text.trimmingSpaces(), type)
      else { return nil }
      return kind.finding(
        at: formula.place,
        Message(
          es: "«\(formula.text)» no puede ser la respuesta inicial de «\(entry.item.name)».",
          en: "“\(formula.text)” cannot be the first answer of “\(entry.item.name)”."))
    }
  }

  private static func admits(_ text: String, _ type: QuestionType) -> Bool {
    switch type {
    case .integer: Int(text) != nil
    case .decimal, .range: Double(text)?.isFinite == true
    case .date: isDate(text)
    default: true
    }
  }

  private static func isDate(_ text: String) -> Bool {
    let parts = text.prefix { $0 != "T" }.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 3, let month = Int(parts[1]), let day = Int(parts[2]) else { return false }
    return Int(parts[0]) != nil && (1...12).contains(month) && (1...31).contains(day)
  }
}
