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
    context.entries.map(\.item).filter { !$0.name.isEmpty && !$0.name.isXMLName }.map {
      item in
      let better = NameSyntax.repaired(item.name)
      return kind.finding(
        at: item.place,
        Message(
          es: "«\(item.name)» no es un nombre válido.", en: "“\(item.name)” is not a valid name."),
        remedy: Message(
          es: "Por ejemplo «\(better)». \(kind.remedy.spanish)",
          en: "For example “\(better)”. \(kind.remedy.english)"))
    }
  }
}
