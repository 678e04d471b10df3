import Messages

/// A condition on a choice that the question does not offer: it never comes true.
enum UnknownChoice: Rule {
  static let kind = FindingKind(
    "Q0311", .warning,
    meaning: Message(
      es: "La expresión compara con una opción que la pregunta no ofrece.",
      en: "The expression compares with a choice that the question does not offer."),
    remedy: Message(
      es: "Escriba el nombre de una opción de la lista (columna «name»).",
      en: "Write the name of a choice of the list (column “name”)."),
    why: Message(
      es: "La comparación nunca se cumple: la pregunta que depende de ella no se "
        + "hace a nadie.",
      en: "The comparison never holds: the question that depends on it is asked of "
        + "nobody."),
    example: .init(
      wrong: """
        choices:
          yes_no:
            - {name: "yes", label: Sí}
            - {name: "no", label: Nunca}
        survey:
          - {type: select_one yes_no, name: q, label: Q}
          - {type: text, name: t, label: T, relevant: "${q} = 'si'"}
        """,
      right: """
        choices:
          yes_no:
            - {name: "yes", label: Sí}
            - {name: "no", label: Nunca}
        survey:
          - {type: select_one yes_no, name: q, label: Q}
          - {type: text, name: t, label: T, relevant: "${q} = 'yes'"}
        """))

  static func check(_ context: CheckContext) -> [Finding] {
    var spelling = Spelling()
    var reported: Set<Reported> = []
    return context.comparisons.compactMap { comparison in
      let entry = context.entries[comparison.item]
      let value = comparison.literal.text
      guard !value.isEmpty, comparison.isAboutOneChoice, !entry.hasSearchedChoices,
        let list = context.list(of: entry), !list.choices.isEmpty,
        !context.offers(value, entry, list),
        reported.insert(Reported(formula: comparison.formula, value: value)).inserted
      else { return nil }
      let use = context.formulas[comparison.formula]
      return kind.finding(
        at: use.formula.place,
        Message(
          es: "\(use.column.rawValue): «\(entry.item.name)» no ofrece la opción «\(value)» "
            + "(lista «\(list.name)»).",
          en: "\(use.column.rawValue): “\(entry.item.name)” does not offer the choice “\(value)” "
            + "(list “\(list.name)”)."),
        remedy: spelling.suggestion(for: value, among: list.choices.map(\.name)))
    }
  }

  private struct Reported: Hashable {
    let formula: Int
    let value: String
  }
}

extension LiteralComparison {
  fileprivate var isAboutOneChoice: Bool {
    switch op {
    case .selected: true
    case .binary(let op): op.isEquality
    }
  }
}
