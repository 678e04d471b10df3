import Messages

/// `${name}` where several items have that name.
enum AmbiguousReference: Rule {
  static let kind = FindingKind(
    "Q0303", .error,
    meaning: Message(
      es: "La referencia puede ser a más de una pregunta.",
      en: "The reference may mean more than one question."),
    remedy: Message(
      es: "Dé nombres distintos a las preguntas que se usan en expresiones o textos.",
      en: "Give different names to the questions that expressions or texts use."),
    why: Message(
      es: "No hay cómo saber cuál de las respuestas se quiere.",
      en: "There is no telling which of the answers is wanted."),
    example: .init(
      wrong: """
        survey:
          - {type: group, name: home, items: [{type: text, name: street, label: Calle}]}
          - {type: group, name: work, items: [{type: text, name: street, label: Calle}]}
          - {type: note, name: n, label: "${street}"}
        """,
      right: """
        survey:
          - {type: group, name: home, items: [{type: text, name: street, label: Calle}]}
          - {type: group, name: work, items: [{type: text, name: work_street, label: Calle}]}
          - {type: note, name: n, label: "${street}"}
        """))

  static func check(_ context: CheckContext) -> [Finding] {
    context.references.filter { $0.targets.count > 1 }.map { reference in
      let spots = reference.targets.prefix(shownPlaces).compactMap {
        context.entries[$0].place?.description
      }
      let list = spots.isEmpty ? "" : " (\(spots.joined(separator: ", ")))"
      return kind.finding(
        at: reference.place,
        Message(
          es: "\(reference.column.rawValue): hay \(reference.targets.count) filas llamadas "
            + "«\(reference.name)»\(list).",
          en: "\(reference.column.rawValue): \(reference.targets.count) rows are named "
            + "“\(reference.name)”\(list)."))
    }
  }

  /// Places that a finding lists.
  private static let shownPlaces = 4
}
