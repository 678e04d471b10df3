import Messages

/// The number of rows comes from something that is not a number.
enum RepeatCountNotNumeric: Rule {
  static let kind = FindingKind(
    "Q0404", .warning,
    meaning: Message(
      es: "El número de filas no sale de un número.",
      en: "The number of rows does not come from a number."),
    remedy: Message(
      es: "Use una pregunta «integer» o un cálculo; para una selección múltiple, "
        + "«count-selected(${pregunta})».",
      en: "Use an “integer” question or a calculation; for a multiple selection, "
        + "“count-selected(${question})”."),
    why: Message(
      es: "Lo que no es un número da cero filas.",
      en: "What is no number gives no rows."),
    example: .init(
      wrong: """
        choices:
          who:
            - {name: ana, label: Ana}
            - {name: luis, label: Luis}
        survey:
          - {type: select_multiple who, name: present, label: Presentes}
          - type: repeat
            name: person
            repeat_count: ${present}
            items: [{type: integer, name: age, label: Edad}]
        """,
      right: """
        choices:
          who:
            - {name: ana, label: Ana}
            - {name: luis, label: Luis}
        survey:
          - {type: select_multiple who, name: present, label: Presentes}
          - type: repeat
            name: person
            repeat_count: count-selected(${present})
            items: [{type: integer, name: age, label: Edad}]
        """))

  static func check(_ context: CheckContext) -> [Finding] {
    context.formulas.indices.compactMap { index in
      let use = context.formulas[index]
      guard use.column == .repeatCount, case .path? = use.expression?.kind,
        let path = context.pathsOfFormulas[index].all.first, path.targets.count == 1
      else { return nil }
      let target = context.entries[path.targets[0]]
      guard target.isCertainlyNotNumber else { return nil }
      return kind.finding(
        at: use.formula.place,
        Message(
          es: "El número de filas sale de «\(target.item.name)», que no es un número.",
          en: "The number of rows comes from “\(target.item.name)”, which is not a number."))
    }
  }
}

extension FormEntry {
  /// A text may hold digits and a choice may be named by a number; these never are.
  fileprivate var isCertainlyNotNumber: Bool {
    switch type {
    case .selectMultiple, .rank, .date, .dateTime, .time, .geopoint, .geotrace, .geoshape, .image,
      .audio, .video, .file, .note:
      item.calculation == nil
    default: false
    }
  }
}
