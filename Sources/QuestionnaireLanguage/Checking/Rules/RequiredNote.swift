import Messages

/// A note takes no answer: one that is always shown and always required never lets the form end.
enum RequiredNote: Rule {
  static let kind = FindingKind(
    "Q0415", .warning,
    meaning: Message(
      es: "Una nota obligatoria, que se muestra siempre, impide terminar.",
      en: "A required note that is always shown keeps the interview from being finished."),
    remedy: Message(
      es: "Quite «required», o ponga «relevant» si la nota debe frenar solo en ese caso.",
      en: "Remove “required”, or add “relevant” if the note is to stop people only in that case."),
    why: Message(
      es: "ODK Collect no deja terminar el formulario: pide una respuesta que la "
        + "nota no admite.",
      en: "ODK Collect does not let the form end: it asks for an answer that the "
        + "note does not take."),
    example: .init(
      wrong: """
        survey:
          - {type: note, name: thanks, label: Gracias, required: true}
        """,
      right: """
        survey:
          - {type: note, name: thanks, label: Gracias}
        """))

  static func check(_ context: CheckContext) -> [Finding] {
    context.formulas.compactMap { use in
      guard use.column == .required, let owner = use.owner, let expression = use.expression,
        ConstantFolding.truth(of: expression) == true
      else { return nil }
      let entry = context.entries[owner]
      guard entry.type == .note, entry.item.calculation == nil, entry.item.defaultValue == nil,
        context.isUnconditional(entry)
      else { return nil }
      return kind.finding(
        at: use.formula.place,
        Message(
          es: "La nota «\(entry.item.name)» es obligatoria y nadie puede responderla.",
          en: "The note “\(entry.item.name)” is required and nobody can answer it."))
    }
  }
}

extension CheckContext {
  /// Whether neither the item nor anything around it has a condition or may have no row.
  fileprivate func isUnconditional(_ entry: FormEntry) -> Bool {
    var next: FormEntry? = entry
    while let item = next {
      if item.item.relevant != nil || item.isRoster { return false }
      next = item.parent.map { entries[$0] }
    }
    return true
  }
}
