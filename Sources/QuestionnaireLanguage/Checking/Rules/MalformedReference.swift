import Messages

/// `${` in a text without a name and a closing brace after it.
enum MalformedReference: Rule {
  static let kind = FindingKind(
    "Q0304", .error,
    meaning: Message(
      es: "La referencia dentro de un texto está mal escrita.",
      en: "The reference inside a text is not well formed."),
    remedy: Message(
      es: "Escriba «${nombre}», sin espacios ni cálculos dentro.",
      en: "Write “${name}”, without spaces or calculations inside."),
    why: Message(
      es: "El texto se mostraría con la marca tal cual, o el conversor lo rechaza.",
      en: "The text would be shown with the mark as it stands, or the converter "
        + "refuses it."),
    example: .init(
      wrong: """
        survey:
          - {type: text, name: a, label: Nombre}
          - {type: note, name: n, label: "Hola ${a + 1}"}
        """,
      right: """
        survey:
          - {type: text, name: a, label: Nombre}
          - {type: note, name: n, label: "Hola ${a}"}
        """))

  static func check(_ context: CheckContext) -> [Finding] {
    context.texts.flatMap { use in
      use.malformed.map {
        kind.finding(
          at: use.place,
          Message(
            es: "\(use.column.rawValue): «\($0)» no es una referencia.",
            en: "\(use.column.rawValue): “\($0)” is not a reference."))
      }
    }
  }
}
