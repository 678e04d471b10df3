import Messages

/// A question, group or roster without a name has no place to keep its answer.
enum MissingName: Rule {
  static let kind = FindingKind(
    "Q0101", .error,
    meaning: Message(es: "Fila sin nombre.", en: "Row without a name."),
    remedy: Message(
      es: "Escriba en «name» un nombre único, con letras, dígitos y «_».",
      en: "Write a unique name of letters, digits and “_” in “name”."),
    why: Message(
      es: "Cada respuesta se guarda bajo el nombre de su pregunta: sin nombre no "
        + "hay dónde guardarla.",
      en: "Each answer is stored under its question's name: without a name there is "
        + "nowhere to store it."),
    example: .init(
      wrong: """
        survey:
          - {type: integer, label: Edad}
        """,
      right: """
        survey:
          - {type: integer, name: age, label: Edad}
        """))

  static func check(_ context: CheckContext) -> [Finding] {
    context.entries.filter { $0.item.name.isEmpty && $0.type != .note }.map { entry in
      let what = entry.kindWord
      return kind.finding(
        at: entry.place,
        Message(es: "\(what.spanish) sin nombre.", en: "\(what.english) without a name."))
    }
  }
}
