import Messages

/// `selected(…) = 'false'`: beside a condition every text counts as true.
enum TruthComparedWithText: Rule {
  static let kind = FindingKind(
    "Q0319", .warning,
    meaning: Message(
      es: "Una condición se compara con un texto.", en: "A condition is compared with a text."),
    remedy: Message(
      es: "Use la condición sola, o «not(…)», o compare con «true()» y «false()».",
      en: "Use the condition alone, or “not(…)”, or compare with “true()” and “false()”."),
    why: Message(
      es: "Junto a una condición todo texto cuenta como verdadero, también 'false': "
        + "la comparación dice lo contrario de lo que se lee.",
      en: "Beside a condition every text counts as true, 'false' as well: the "
        + "comparison says the contrary of what one reads."),
    example: .init(
      wrong: """
        choices:
          yes_no:
            - {name: "yes", label: Sí}
            - {name: "no", label: Nunca}
        survey:
          - {type: select_multiple yes_no, name: q, label: Q}
          - {type: text, name: t, label: T, relevant: "selected(${q}, 'yes') = 'false'"}
        """,
      right: """
        choices:
          yes_no:
            - {name: "yes", label: Sí}
            - {name: "no", label: Nunca}
        survey:
          - {type: select_multiple yes_no, name: q, label: Q}
          - {type: text, name: t, label: T, relevant: "not(selected(${q}, 'yes'))"}
        """))

  static func check(_ context: CheckContext) -> [Finding] {
    var found: [Finding] = []
    context.forEachPart { part, use, types in
      guard case .binary(let op, let left, let right) = part.kind, op.isEquality,
        let text = misread(left, right, types) ?? misread(right, left, types)
      else { return }
      found.append(
        kind.finding(
          at: use.formula.place,
          Message(
            es: "\(use.column.rawValue): junto a una condición, '\(text)' cuenta como verdadero.",
            en: "\(use.column.rawValue): beside a condition, '\(text)' counts as true.")))
    }
    return found
  }

  /// The text, unless it happens to mean what it says.
  private static func misread(
    _ condition: Expression, _ literal: Expression, _ types: TypeInference
  ) -> String? {
    guard types.type(of: condition) == .truth, case .text(let text) = literal.kind, !text.isEmpty,
      text.lowercased() != "true", text != "1"
    else { return nil }
    return text
  }
}
