import Messages

/// A draw is recorded as soon as it can be made. Without a condition that is when the first person
/// is listed, not when the list is complete.
enum DrawWithoutCondition: Rule {
  static let kind = FindingKind(
    "Q0706", .warning,
    meaning: Message(
      es: "El sorteo no espera a que la lista esté completa.",
      en: "The draw does not wait until the list is complete."),
    remedy: Message(
      es: "Póngale «relevant», por ejemplo ${lista_completa} = 'yes': lo sorteado no cambia "
        + "después.",
      en: "Give it “relevant”, for example ${list_complete} = 'yes': what is drawn does not change "
        + "afterwards."),
    why: Message(
      es: "La primera persona anotada resulta siempre elegida: la muestra se sesga y el sorteo "
        + "ya no se repite.",
      en: "The first person listed is always the one drawn: the sample is biased, and the draw is "
        + "not made again."),
    example: .init(
      wrong: """
        survey:
          - {type: text, name: hh, label: Hogar}
          - {type: repeat, name: person, label: P, items: [{type: text, name: who, label: Nombre}]}
          - {type: calculate, name: drawn, calculation: "draw('s', ${hh}, ${who})"}
        """,
      right: """
        survey:
          - {type: text, name: hh, label: Hogar}
          - {type: repeat, name: person, label: P, items: [{type: text, name: who, label: Nombre}]}
          - {type: text, name: done, label: ¿Están todos?}
          - type: calculate
            name: drawn
            relevant: ${done} = 'yes'
            calculation: draw('s', ${hh}, ${who})
        """))

  static func check(_ context: CheckContext) -> [Finding] {
    context.formulas.compactMap { use in
      guard use.column == .calculation, let owner = use.owner,
        case .call("draw", _)? = use.expression?.kind
      else { return nil }
      var entry: Int? = owner
      while let current = entry {
        if context.entries[current].item.relevant != nil { return nil }
        entry = context.entries[current].parent
      }
      let name = context.entries[owner].item.name
      return kind.finding(
        at: use.formula.place,
        Message(
          es: "«\(name)» sortea en cuanto se anota a la primera persona.",
          en: "“\(name)” draws as soon as the first person is listed."))
    }
  }
}
