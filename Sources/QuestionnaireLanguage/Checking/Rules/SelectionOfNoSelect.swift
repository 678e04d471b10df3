import Messages

/// `selected(${age}, '5')`: the function is for questions with choices.
enum SelectionOfNoSelect: Rule {
  static let kind = FindingKind(
    "Q0315", .warning,
    meaning: Message(
      es: "«selected()» mira una pregunta sin opciones.",
      en: "“selected()” looks at a question without choices."),
    remedy: Message(
      es: "Compare con «=», o nombre la pregunta de selección que quiso decir.",
      en: "Compare by “=”, or name the select question that is meant."),
    why: Message(
      es: "Suele ser la pregunta equivocada: la condición mira la edad y quería "
        + "mirar la lista.",
      en: "Usually it is the wrong question: the condition looks at the age and "
        + "meant the list."),
    example: .init(
      wrong: """
        survey:
          - {type: integer, name: age, label: Edad}
          - {type: text, name: t, label: T, relevant: "selected(${age}, '18')"}
        """,
      right: """
        survey:
          - {type: integer, name: age, label: Edad}
          - {type: text, name: t, label: T, relevant: "${age} = 18"}
        """))

  static func check(_ context: CheckContext) -> [Finding] {
    var found: [Finding] = []
    context.forEachPart { part, use, types in
      guard case .call(let name, let arguments) = part.kind, functions.contains(name),
        let question = arguments.first, admitsNoChoices(types.type(of: question))
      else { return }
      let text = context.excerpt(question, of: use)
      found.append(
        kind.finding(
          at: use.formula.place,
          Message(
            es: "\(use.column.rawValue): «\(name)()» espera una selección y \(text) no lo es.",
            en: "\(use.column.rawValue): “\(name)()” expects a selection and \(text) is none.")))
    }
    return found
  }

  private static let functions: Set<String> = [
    "selected", "is-selected", "count-selected", "selected-at",
  ]

  private static func admitsNoChoices(_ type: ExpressionType) -> Bool {
    switch type {
    case .number, .truth, .date, .moment, .time, .file: true
    default: false
    }
  }
}
