import Messages

/// Sealed groups are declared; no store closes them yet, and nobody should believe one does.
enum SealNotEnforced: Rule {
  static let kind = FindingKind(
    "Q0701", .note,
    meaning: Message(
      es: "Se declaran grupos sellados y el sello aún no se aplica.",
      en: "Sealed groups are declared and the seal is not enforced yet."),
    remedy: Message(
      es: "Por ahora sus respuestas se leen en el dispositivo como las demás: protéjalo con clave.",
      en: "For now their answers can be read on the device like any other: protect it with a code."),
    why: Message(
      es: "Quien responde confía en que nadie de la casa leerá esas respuestas; "
        + "mientras el sello no se aplique, el dispositivo las muestra.",
      en: "The respondent trusts that nobody in the home will read those answers; "
        + "as long as the seal is not enforced, the device shows them."),
    example: .init(
      wrong: """
        survey:
          - type: group
            name: violence
            sealed: yes
            items: [{type: text, name: a, label: ¿Qué pasó?}]
        """,
      right: """
        survey:
          - type: group
            name: violence
            items: [{type: text, name: a, label: ¿Qué pasó?}]
        """)
  )

  static func check(_ context: CheckContext) -> [Finding] {
    let sealed = context.entries.filter(\.item.isSealed)
    guard let first = sealed.first else { return [] }
    let names = sealed.map(\.item.name).joined(separator: ", ")
    return [
      kind.finding(
        at: first.place,
        Message(
          es: "El sello de «\(names)» se declara y aún no se aplica.",
          en: "The seal of “\(names)” is declared and not enforced yet."))
    ]
  }
}
