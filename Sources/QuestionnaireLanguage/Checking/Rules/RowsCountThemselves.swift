import Messages

/// A roster whose number of rows comes from an answer given inside it.
enum RowsCountThemselves: Rule {
  static let kind = FindingKind(
    "Q0414", .warning,
    meaning: Message(
      es: "El número de filas del roster sale de una respuesta de adentro.",
      en: "The roster's number of rows comes from an answer inside it."),
    remedy: Message(
      es: "Pregunte el número antes del roster.", en: "Ask for the number before the roster."),
    why: Message(
      es: "Al principio no hay filas, así que nadie puede dar la respuesta que las "
        + "cuenta.",
      en: "At first there are no rows, so nobody can give the answer that counts "
        + "them."),
    example: .init(
      wrong: """
        survey:
          - type: repeat
            name: person
            repeat_count: ${members}
            items: [{type: integer, name: members, label: ¿Cuántas personas?}]
        """,
      right: """
        survey:
          - {type: integer, name: members, label: ¿Cuántas personas?}
          - type: repeat
            name: person
            repeat_count: ${members}
            items: [{type: integer, name: age, label: Edad}]
        """))

  static func check(_ context: CheckContext) -> [Finding] {
    let calculations = Dictionary(
      context.formulas.indices.filter { context.formulas[$0].column == .calculation }
        .compactMap { index in context.formulas[index].owner.map { ($0, index) } },
      uniquingKeysWith: { first, _ in first })
    return context.formulas.indices.compactMap { index in
      let use = context.formulas[index]
      guard use.column == .repeatCount, let owner = use.owner,
        let inside = source(of: index, inside: context.entries[owner], calculations, context)
      else { return nil }
      let (roster, answer) = (context.entries[owner].item.name, context.entries[inside].item.name)
      return kind.finding(
        at: use.formula.place,
        Message(
          es: "«\(roster)» cuenta sus filas con «\(answer)», que está dentro de él.",
          en: "“\(roster)” counts its rows by “\(answer)”, which is inside it."))
    }
  }

  /// The first item inside the roster that the formula needs, through calculations too. Functions of
  /// whole sets, as in `count(${roster}) + 1`, are how a roster is made to grow, and are left alone.
  private static func source(
    of formula: Int, inside roster: FormEntry, _ calculations: [Int: Int], _ context: CheckContext
  ) -> Int? {
    var waiting = [formula]
    var reached: Set<Int> = [formula]
    while let next = waiting.popLast(), reached.count < mostFormulas {
      for path in context.pathsOfFormulas[next].all where !path.isSet {
        guard let target = path.onlyTarget, path.reference?.isLastSaved != true else { continue }
        if (roster.index + 1..<roster.end).contains(target) { return target }
        if let calculation = calculations[target], reached.insert(calculation).inserted {
          waiting.append(calculation)
        }
      }
    }
    return nil
  }

  /// Formulas followed from one count.
  private static let mostFormulas = 200
}
