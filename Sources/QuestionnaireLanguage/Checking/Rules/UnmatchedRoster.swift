import Messages

/// A question of a roster, used outside it as if it had one answer: the first row's, or none.
enum UnmatchedRoster: Rule {
  static let kind = FindingKind(
    "Q0403", .warning,
    meaning: Message(
      es: "Se usa una respuesta de un roster sin decir de qué fila.",
      en: "An answer of a roster is used without saying of which row."),
    remedy: Message(
      es: "Use sum(), count(), join() o indexed-repeat(${pregunta}, ${roster}, número).",
      en: "Use sum(), count(), join() or indexed-repeat(${question}, ${roster}, number)."),
    why: Message(
      es: "Hay una respuesta por persona y la expresión toma una sola, o ninguna: "
        + "el resultado depende del orden de las filas.",
      en: "There is an answer for each person and the expression takes one, or "
        + "none: the result depends on the order of the rows."),
    example: .init(
      wrong: """
        survey:
          - type: repeat
            name: person
            items: [{type: integer, name: age, label: Edad}]
          - {type: note, name: n, label: Hay adultos, relevant: "${age} >= 18"}
        """,
      right: """
        survey:
          - type: repeat
            name: person
            items: [{type: integer, name: age, label: Edad}]
          - {type: note, name: n, label: Hay adultos, relevant: "max(${age}) >= 18"}
        """))

  static func check(_ context: CheckContext) -> [Finding] {
    var seen: Set<[Int]> = []
    return context.paths.compactMap { path in
      guard !path.isSet, path.targets.count == 1, path.reference != nil else { return nil }
      let use = context.formulas[path.formula]
      let target = context.entries[path.targets[0]]
      let around = use.owner.map { context.entries[$0].rosters } ?? []
      guard !target.isRoster, let roster = target.rosters.last,
        !around.starts(with: target.rosters),
        seen.insert([path.formula, target.index]).inserted
      else { return nil }
      let name = context.entries[roster].item.name
      return kind.finding(
        at: use.formula.place,
        Message(
          es:
            "\(use.column.rawValue): «\(target.item.name)» se responde en cada fila de «\(name)» y "
            + "aquí no se dice cuál.",
          en: "\(use.column.rawValue): “\(target.item.name)” is answered in each row of “\(name)” "
            + "and here it is not said in which."))
    }
  }
}
