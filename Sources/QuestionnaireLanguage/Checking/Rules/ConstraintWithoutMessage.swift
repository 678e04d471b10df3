import Messages

/// A refused answer without a reason leaves the enumerator guessing.
enum ConstraintWithoutMessage: Rule {
  static let kind = FindingKind(
    "Q0407", .note,
    meaning: Message(
      es: "La restricción no tiene mensaje.", en: "The constraint has no message."),
    remedy: Message(
      es: "Escriba en «constraint_message» qué respuesta se espera.",
      en: "Write what answer is expected in “constraint_message”."),
    why: Message(
      es: "Cuando la respuesta se rechaza, el encuestador no sabe qué corregir y "
        + "prueba valores hasta que uno pasa.",
      en: "Where the answer is refused, the enumerator does not know what to "
        + "correct, and tries values until one passes."),
    example: .init(
      wrong: """
        survey:
          - {type: integer, name: age, label: Edad, constraint: ". <= 120"}
        """,
      right: """
        survey:
          - type: integer
            name: age
            label: Edad
            constraint: . <= 120
            constraint_message: Hasta 120 años.
        """))

  static func check(_ context: CheckContext) -> [Finding] {
    context.entries.filter { $0.item.constraint != nil && $0.item.constraintMessage.isEmpty }.map {
      kind.finding(
        at: $0.item.constraint?.place ?? $0.place,
        Message(
          es: "La restricción de «\($0.item.name)» no dice por qué rechaza.",
          en: "The constraint of “\($0.item.name)” does not say why it refuses."))
    }
  }
}
