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
      en: "Write “${name}”, without spaces or calculations inside."))

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
