import Messages

/// Conditions and calculations that judge answers otherwise than before.
struct RuleChanges {
  private let pairing: QuestionPairing
  private let formulas: FormulaComparison
  private let index: Int
  private let target: Int
  private var before: Item { pairing.old.entries[index].item }
  private var after: Item { pairing.new.entries[target].item }

  static func differences(
    _ pairing: QuestionPairing, _ formulas: FormulaComparison
  ) -> [Difference] {
    pairing.newOf.enumerated().flatMap { index, target -> [Difference] in
      guard let target else { return [] }
      let rules = RuleChanges(pairing: pairing, formulas: formulas, index: index, target: target)
      return rules.constraint() + rules.required() + rules.relevance() + rules.calculation()
        + rules.repeatCount() + rules.softChecks() + rules.scale()
    }
  }

  private func difference(_ kind: DifferenceKind, _ place: Place?, _ message: Message) -> Difference
  {
    var spot = pairing.new.spot(target)
    spot.place = place ?? spot.place
    return Difference(kind, old: pairing.old.spot(index), new: spot, message)
  }

  /// «de A a B», or that it is there now and was not.
  private func change(_ what: Message, _ old: Formula?, _ new: Formula?) -> Message {
    let name = after.name
    switch (old.map(Self.shown), new.map(Self.shown)) {
    case (let old?, let new?):
      return Message(
        es: "«\(name)»: \(what.spanish) era «\(old)» y es «\(new)».",
        en: "“\(name)”: \(what.english) was “\(old)” and is “\(new)”.")
    case (nil, let new?):
      return Message(
        es: "«\(name)»: \(what.spanish) es ahora «\(new)», antes no había.",
        en: "“\(name)”: \(what.english) is now “\(new)”, there was none.")
    case (let old?, nil):
      return Message(
        es: "«\(name)»: \(what.spanish) era «\(old)» y ya no hay.",
        en: "“\(name)”: \(what.english) was “\(old)”, there is none now.")
    case (nil, nil):
      return Message(es: "«\(name)»: \(what.spanish).", en: "“\(name)”: \(what.english).")
    }
  }

  /// A long formula by its beginning: its place is named.
  private static func shown(_ formula: Formula) -> String {
    formula.text.count > 120 ? formula.text.prefix(119) + "…" : formula.text
  }

  // MARK: Rules one by one

  private func constraint() -> [Difference] {
    let kind: DifferenceKind
    switch ConstraintChange(from: before.constraint, to: after.constraint, formulas) {
    case .same: return []
    case .tightened: kind = .constraintTightened
    case .loosened: kind = .constraintLoosened
    case .other: kind = .constraintChanged
    }
    let what = Message(es: "la restricción", en: "the constraint")
    return [
      difference(
        kind, after.constraint?.place, change(what, before.constraint, after.constraint))
    ]
  }

  private func required() -> [Difference] {
    // Nothing to answer, nothing to require.
    guard pairing.new.entries[target].isAsked else { return [] }
    let old = before.required.flatMap { $0.constantTruth == false ? nil : $0 }
    let new = after.required.flatMap { $0.constantTruth == false ? nil : $0 }
    guard !formulas.areSame(old, new), old?.constantTruth != true || new == nil else { return [] }
    let what = Message(es: "la obligación", en: "the obligation")
    return [
      difference(
        new == nil ? .conditionLifted : .requiredAdded, new?.place, change(what, old, new))
    ]
  }

  private func relevance() -> [Difference] {
    guard pairing.old.entries[index].isContainer || pairing.old.entries[index].storesAnswer else {
      return []
    }
    let old = before.relevant.flatMap { $0.constantTruth == true ? nil : $0 }
    let new = after.relevant.flatMap { $0.constantTruth == true ? nil : $0 }
    guard !formulas.areSame(old, new) else { return [] }
    let what = Message(es: "la condición", en: "the condition")
    return [
      difference(
        new == nil ? .conditionLifted : .relevanceChanged, new?.place, change(what, old, new))
    ]
  }

  private func calculation() -> [Difference] {
    // Of a question that was answered, its change of kind tells more.
    guard !formulas.areSame(before.calculation, after.calculation),
      before.calculation != nil || !pairing.old.entries[index].isAsked
    else { return [] }
    let what = Message(es: "el cálculo", en: "the calculation")
    return [
      difference(
        .calculationChanged, after.calculation?.place,
        change(what, before.calculation, after.calculation))
    ]
  }

  private func repeatCount() -> [Difference] {
    guard case .roster(let old) = before.kind, case .roster(let new) = after.kind,
      !formulas.areSame(old, new)
    else { return [] }
    let what = Message(es: "el número de filas", en: "the number of rows")
    return [
      difference(
        new == nil ? .conditionLifted : .repeatCountChanged, new?.place, change(what, old, new))
    ]
  }

  private func softChecks() -> [Difference] {
    let new = after.softChecks.filter { check in
      !before.softChecks.contains { formulas.areSame($0.condition, check.condition) }
    }
    let lifted = before.softChecks.first { check in
      !after.softChecks.contains { formulas.areSame(check.condition, $0.condition) }
    }
    let what = Message(es: "la verificación suave", en: "the soft check")
    if new.isEmpty, let lifted {
      return [difference(.conditionLifted, nil, change(what, lifted.condition, nil))]
    }
    return new.map { check in
      difference(.softCheckChanged, check.condition.place, change(what, nil, check.condition))
    }
  }

  private func scale() -> [Difference] {
    guard case .question(.range) = before.kind, case .question(.range) = after.kind else {
      return []
    }
    let (old, new) = (scale(of: before), scale(of: after))
    guard old != new else { return [] }
    return [
      difference(
        .scaleChanged, nil,
        Message(
          es: "«\(after.name)»: la escala era «\(old)» y es «\(new)».",
          en: "“\(after.name)”: the scale was “\(old)” and is “\(new)”."))
    ]
  }

  private func scale(of item: Item) -> String {
    ["start", "end", "step"].compactMap { key in
      item.parameters[key].map { "\(key)=\($0)" }
    }.joined(separator: " ")
  }
}
