import Messages

/// A `calculate` row that calculates nothing.
enum MissingCalculation: Rule {
  static let kind = FindingKind(
    "Q0112", .error,
    meaning: Message(
      es: "Una fila «calculate» no tiene cálculo.", en: "A “calculate” row has no calculation."),
    remedy: Message(
      es: "Escriba la expresión en «calculation», o use el tipo «hidden».",
      en: "Write the expression in “calculation”, or use type “hidden”."),
    why: Message(
      es: "La columna queda vacía en todos los datos, y nadie lo nota hasta el "
        + "análisis.",
      en: "The column stays empty in all the data, and nobody notices before the "
        + "analysis."),
    example: .init(
      wrong: """
        survey:
          - {type: calculate, name: total}
        """,
      right: """
        survey:
          - {type: calculate, name: total, calculation: 2 * 3}
        """))

  static func check(_ context: CheckContext) -> [Finding] {
    context.entries.filter { entry in
      guard entry.type == .calculate, entry.item.calculation == nil else { return false }
      return !(entry.item.defaultValue.map { $0.isDynamic(for: .calculate) } ?? false)
    }.map {
      kind.finding(
        at: $0.place,
        Message(
          es: "«\($0.item.name)» es de tipo «calculate» y no calcula nada.",
          en: "“\($0.item.name)” is of type “calculate” and calculates nothing."))
    }
  }
}
