import Messages

/// The response keeps its own data under `meta`; a roster cannot be named as the root element.
enum ReservedName: Rule {
  static let kind = FindingKind(
    "Q0105", .error,
    meaning: Message(
      es: "El nombre está reservado.", en: "The name is reserved."),
    remedy: Message(
      es: "Elija otro nombre.", en: "Choose another name."),
    why: Message(
      es: "El registro guarda con ese nombre sus propios datos (identidad, versión, "
        + "hora) y se perderían.",
      en: "The record keeps its own data (identity, version, time) under that name, "
        + "and they would be lost."),
    example: .init(
      wrong: """
        survey:
          - {type: text, name: meta, label: Meta de ahorro}
        """,
      right: """
        survey:
          - {type: text, name: savings_goal, label: Meta de ahorro}
        """))

  static func check(_ context: CheckContext) -> [Finding] {
    let root = context.questionnaire.rootName
    return context.entries.compactMap { entry in
      let name = entry.item.name
      if name == "meta" {
        return kind.finding(
          at: entry.place,
          Message(
            es: "«meta» está reservado para los datos propios de la respuesta.",
            en: "“meta” is reserved for the response's own data."))
      }
      if entry.isRoster, name == root {
        return kind.finding(
          at: entry.place,
          Message(
            es: "Un roster no puede llamarse «\(root)», como la raíz del cuestionario.",
            en: "A roster cannot be named “\(root)”, like the questionnaire's root."))
      }
      return nil
    }
  }
}
