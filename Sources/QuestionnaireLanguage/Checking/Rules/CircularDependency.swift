import Messages

/// Questions whose values or visibility depend on each other in a circle have no order to compute.
///
/// As JavaRosa counts it: calculation, relevance, required and read-only, relevance passing down to
/// what is inside; constraints and choice filters are looked at later and may refer to themselves.
enum CircularDependency: Rule {
  static let kind = FindingKind(
    "Q0401", .error,
    meaning: Message(
      es: "Preguntas que dependen unas de otras en círculo.",
      en: "Questions that depend on each other in a circle."),
    remedy: Message(
      es: "Quite una de las referencias para que haya un orden de cálculo.",
      en: "Remove one of the references, so that there is an order to compute in."),
    why: Message(
      es: "No hay orden en que calcularlas; ODK rechaza el formulario y un "
        + "dispositivo daría resultados al azar.",
      en: "There is no order to compute them in; ODK refuses the form, and a device "
        + "would give results at random."),
    example: .init(
      wrong: """
        survey:
          - {type: calculate, name: a, calculation: "${b} + 1"}
          - {type: calculate, name: b, calculation: "${a} + 1"}
        """,
      right: """
        survey:
          - {type: calculate, name: a, calculation: 1 + 1}
          - {type: calculate, name: b, calculation: "${a} + 1"}
        """))

  static func check(_ context: CheckContext) -> [Finding] {
    let graph = DependencyGraph(context)
    let circles = graph.circles
    return zip(circles, graph.formulas(within: circles)).map { circle, formula in
      let names = circle.map { context.entries[$0].item.name }
      let place = formula?.place ?? context.entries[circle[0]].place
      if names.count == 1 {
        return kind.finding(
          at: place,
          Message(
            es: "«\(names[0])» depende de sí misma.", en: "“\(names[0])” depends on itself."),
          remedy: Message(
            es: "Quite la referencia a «\(names[0])»; solo «constraint» y «choice_filter» pueden "
              + "mirar su propia respuesta.",
            en: "Remove the reference to “\(names[0])”; only “constraint” and “choice_filter” may "
              + "look at their own answer."))
      }
      let list = listed(names)
      return kind.finding(
        at: place,
        Message(
          es: "Dependen unas de otras: \(list.spanish).",
          en: "They depend on each other: \(list.english)."))
    }
  }
}
