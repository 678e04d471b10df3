import Messages

/// The answer that the question opens with is one that its own constraint refuses.
enum DefaultBreaksConstraint: Rule {
  static let kind = FindingKind(
    "Q0606", .warning,
    meaning: Message(
      es: "La restricción rechaza el valor por defecto.",
      en: "The constraint refuses the default."),
    remedy: Message(
      es: "Cambie «default» o «constraint» para que concuerden.",
      en: "Change “default” or “constraint” so that they agree."),
    why: Message(
      es: "El encuestador que deja el valor como está recibe un rechazo que no "
        + "provocó, y si avanza sin tocarlo se guarda un valor que la restricción "
        + "prohíbe.",
      en: "The enumerator who leaves the value alone gets a refusal he did not "
        + "cause; and where he passes without touching it, a value is stored that "
        + "the constraint forbids."),
    example: .init(
      wrong: """
        survey:
          - {type: integer, name: n, label: N, default: 0, constraint: . > 0}
        """,
      right: """
        survey:
          - {type: integer, name: n, label: N, default: 1, constraint: . > 0}
        """))

  static func check(_ context: CheckContext) -> [Finding] {
    context.formulas.indices.compactMap { index in
      let use = context.formulas[index]
      guard use.column == .constraint, let owner = use.owner,
        let initial = context.entries[owner].fixedDefault, !initial.spelled.isEmpty,
        context.conditions[index]?.truth(of: owner, as: initial) == false
      else { return nil }
      let item = context.entries[owner].item
      return kind.finding(
        at: item.defaultValue?.place ?? item.place,
        Message(
          es: "«\(initial.spelled)» no cumple la restricción de «\(item.name)».",
          en: "“\(initial.spelled)” does not meet the constraint of “\(item.name)”."))
    }
  }
}

extension FormEntry {
  /// The default as written, where it is not computed.
  fileprivate var fixedDefault: Constant? {
    guard let type, let formula = item.defaultValue, !formula.isDynamic(for: type), !isDate else {
      return nil
    }
    let text = formula.text.trimmingSpaces()
    return isNumeric ? Double(text).map { .number($0) } : .text(text)
  }
}
