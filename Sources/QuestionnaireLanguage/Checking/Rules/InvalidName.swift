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
      en: "Start with a letter or “_”; then use letters, digits, “_”, “-” or “.”."))

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
