import Messages

/// `=` compares the whole answer of a multiple selection, not one of its choices.
enum MultipleComparedByEquality: Rule {
  static let kind = FindingKind(
    "Q0310", .warning,
    meaning: Message(
      es: "Una selección múltiple se compara con «=».",
      en: "A multiple selection is compared by “=”."),
    remedy: Message(
      es: "Use «selected(${pregunta}, 'opción')».", en: "Use “selected(${question}, 'choice')”."),
    why: Message(
      es: "Se cumple solo cuando se eligió esa opción y ninguna otra; quien eligió "
        + "dos queda fuera.",
      en: "It holds only where that choice and no other was chosen; whoever chose "
        + "two is left out."),
    example: .init(
      wrong: """
        choices:
          yes_no:
            - {name: "yes", label: Sí}
            - {name: "no", label: Nunca}
        survey:
          - {type: select_multiple yes_no, name: q, label: Q}
          - {type: text, name: t, label: T, relevant: "${q} = 'yes'"}
        """,
      right: """
        choices:
          yes_no:
            - {name: "yes", label: Sí}
            - {name: "no", label: Nunca}
        survey:
          - {type: select_multiple yes_no, name: q, label: Q}
          - {type: text, name: t, label: T, relevant: "selected(${q}, 'yes')"}
        """))

  static func check(_ context: CheckContext) -> [Finding] {
    context.comparisons.compactMap { comparison in
      let entry = context.entries[comparison.item]
      guard case .binary(let op) = comparison.op, op.isEquality, entry.isSelectMultiple,
        !comparison.literal.text.isEmpty
      else { return nil }
      let use = context.formulas[comparison.formula]
      let name = entry.item.name
      let choice = comparison.literal.text
      let call = "selected(${\(name)}, '\(choice)')"
      let better = op == .equal ? call : "not(\(call))"
      return kind.finding(
        at: use.formula.place,
        Message(
          es: "\(use.column.rawValue): «\(name)» admite varias opciones; «\(op.rawValue)» solo "
            + "compara cuando hay una sola.",
          en: "\(use.column.rawValue): “\(name)” admits several choices; “\(op.rawValue)” compares "
            + "only where there is just one."),
        remedy: Message(es: "Use «\(better)».", en: "Use “\(better)”."))
    }
  }
}
