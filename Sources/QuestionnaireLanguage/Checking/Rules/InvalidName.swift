import Messages

/// Names become XML elements and data columns.
enum InvalidName: Rule {
  static let kind = FindingKind(
    "Q0102", .error,
    meaning: Message(
      es: "El nombre tiene caracteres que un nombre no admite.",
      en: "The name has characters that a name may not have."),
    remedy: Message(
      es: "Empiece con una letra o «_»; después use letras, dígitos, «_», «-» o «.».",
      en: "Start with a letter or “_”; then use letters, digits, “_”, “-” or “.”."),
    why: Message(
      es: "El nombre es una columna de los datos y un elemento del registro: los "
        + "espacios y signos rompen las expresiones y los programas de análisis.",
      en: "The name is a column of the data and an element of the record: spaces "
        + "and signs break expressions and data programs."),
    example: .init(
      wrong: """
        survey:
          - {type: integer, name: edad en años, label: Edad}
        """,
      right: """
        survey:
          - {type: integer, name: edad_anios, label: Edad}
        """))

  static func check(_ context: CheckContext) -> [Finding] {
    context.entries.compactMap { entry in
      let name = entry.item.name
      guard !name.isEmpty, !name.isXMLName else { return nil }
      let better = NameSyntax.repaired(name)
      return kind.finding(
        at: entry.place,
        Message(es: "«\(name)» no es un nombre válido.", en: "“\(name)” is not a valid name."),
        remedy: Message(
          es: "Por ejemplo «\(better)». \(kind.remedy.spanish)",
          en: "For example “\(better)”. \(kind.remedy.english)"))
    }
  }
}
