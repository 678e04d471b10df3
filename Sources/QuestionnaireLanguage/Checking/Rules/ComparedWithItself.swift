import Messages

/// `${a} = ${a}`: one side was meant to be another question.
enum ComparedWithItself: Rule {
  static let kind = FindingKind(
    "Q0321", .warning,
    meaning: Message(
      es: "Una pregunta se compara consigo misma.", en: "A question is compared with itself."),
    remedy: Message(
      es: "Escriba la otra pregunta en uno de los dos lados.",
      en: "Write the other question on one of the two sides."),
    why: Message(
      es: "El resultado es el mismo en todas las entrevistas: una restricción así "
        + "no rechaza nada, o lo rechaza todo.",
      en: "The result is the same in every interview: such a constraint refuses "
        + "nothing, or everything."),
    example: .init(
      wrong: """
        survey:
          - {type: integer, name: men, label: Hombres}
          - {type: integer, name: all, label: Total, constraint: ". >= ${all}"}
        """,
      right: """
        survey:
          - {type: integer, name: men, label: Hombres}
          - {type: integer, name: all, label: Total, constraint: ". >= ${men}"}
        """))

  static func check(_ context: CheckContext) -> [Finding] {
    context.formulas.indices.flatMap { index -> [Finding] in
      let use = context.formulas[index]
      var found: [Finding] = []
      use.expression?.forEachNode { node in
        guard case .binary(let op, let left, let right) = node.kind, op.isComparison,
          let item = context.question(left, in: index),
          context.question(right, in: index) == item
        else { return }
        let name = context.entries[item].item.name
        found.append(
          kind.finding(
            at: use.formula.place,
            Message(
              es: "\(use.column.rawValue): «\(name)» está a ambos lados de «\(op.rawValue)».",
              en: "\(use.column.rawValue): “\(name)” is on both sides of “\(op.rawValue)”.")))
      }
      return found
    }
  }
}
