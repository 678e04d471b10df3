import Messages

/// `or_other` adds a choice that a filter cannot let through.
enum OtherWithFilter: Rule {
  static let kind = FindingKind(
    "Q0210", .error,
    meaning: Message(
      es: "«or_other» no funciona junto con un filtro de opciones.",
      en: "“or_other” does not work together with a choice filter."),
    remedy: Message(
      es: "Agregue la opción «other» a la lista y una pregunta de texto con su condición.",
      en: "Add the choice “other” to the list and a text question with its condition."),
    why: Message(
      es: "La opción «otro» que se agrega no tiene las columnas del filtro: nunca "
        + "aparece.",
      en: "The choice “other” that is added has none of the filter's columns: it "
        + "never appears."),
    example: .init(
      wrong: """
        choices:
          town:
            - {name: acajutla, label: Acajutla, dep: sonsonate}
        survey:
          - {type: text, name: d, label: Departamento}
          - {type: select_one town or_other, name: t, label: M, choice_filter: "dep = ${d}"}
        """,
      right: """
        choices:
          town:
            - {name: acajutla, label: Acajutla, dep: sonsonate}
        survey:
          - {type: text, name: d, label: Departamento}
          - {type: select_one town, name: t, label: M, choice_filter: "dep = ${d}"}
        """))

  static func check(_ context: CheckContext) -> [Finding] {
    context.entries.filter {
      $0.choiceSource?.orOther == true && $0.item.choiceFilter != nil
    }.map {
      kind.finding(
        at: $0.place,
        Message(
          es: "«\($0.item.name)» usa «or_other» y «choice_filter» a la vez.",
          en: "“\($0.item.name)” uses “or_other” and “choice_filter” at once."))
    }
  }
}
