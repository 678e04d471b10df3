import Messages

/// A default that the question's own list does not offer.
enum DefaultNotOffered: Rule {
  static let kind = FindingKind(
    "Q0604", .warning,
    meaning: Message(
      es: "El valor inicial no está entre las opciones.",
      en: "The default is not among the choices."),
    remedy: Message(
      es: "Escriba en «default» el nombre de una opción (columna «name»), no su texto.",
      en: "Write the name of a choice (column “name”) in “default”, not its label."),
    why: Message(
      es: "La respuesta empieza con un valor que no está en la lista: en los datos "
        + "aparece una opción que nadie definió.",
      en: "The answer begins with a value that is not in the list: a choice that "
        + "nobody defined shows up in the data."),
    example: .init(
      wrong: """
        choices:
          yes_no:
            - {name: "yes", label: Sí}
            - {name: "no", label: Nunca}
        survey:
          - {type: select_one yes_no, name: q, label: Q, default: Sí}
        """,
      right: """
        choices:
          yes_no:
            - {name: "yes", label: Sí}
            - {name: "no", label: Nunca}
        survey:
          - {type: select_one yes_no, name: q, label: Q, default: "yes"}
        """))

  static func check(_ context: CheckContext) -> [Finding] {
    var spelling = Spelling()
    return context.entries.flatMap { entry -> [Finding] in
      guard let formula = entry.item.defaultValue, !formula.isDynamic(for: entry.type ?? .text),
        !entry.hasSearchedChoices, let list = context.list(of: entry), !list.choices.isEmpty
      else { return [] }
      let values =
        entry.isSelectMultiple
        ? formula.text.split(separator: " ").map(String.init) : [formula.text.trimmingSpaces()]
      return values.filter { !context.offers($0, entry, list) }.map { value in
        kind.finding(
          at: formula.place,
          Message(
            es: "«\(value)» no es una opción de «\(entry.item.name)» (lista «\(list.name)»).",
            en: "“\(value)” is no choice of “\(entry.item.name)” (list “\(list.name)”)."),
          remedy: spelling.suggestion(for: value, among: list.choices.map(\.name)))
      }
    }
  }
}
