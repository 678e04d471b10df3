import Messages

/// A required question that nobody can answer blocks the response.
enum RequiredWithoutWay: Rule {
  static let kind = FindingKind(
    "Q0409", .warning,
    meaning: Message(
      es: "La pregunta es obligatoria y de solo lectura, sin valor.",
      en: "The question is required and read-only, without a value."),
    remedy: Message(
      es: "Dele «default» o «calculation», o quite «required» o «read_only».",
      en: "Give it “default” or “calculation”, or remove “required” or “read_only”."),
    why: Message(
      es: "Es obligatoria y nadie puede responderla: la entrevista no se puede "
        + "terminar.",
      en: "It is required and nobody can answer it: the interview cannot be "
        + "finished."),
    example: .init(
      wrong: """
        survey:
          - {type: text, name: code, label: Código, required: true, read_only: true}
        """,
      right: """
        survey:
          - {type: text, name: code, label: Código, required: true}
        """))

  static func check(_ context: CheckContext) -> [Finding] {
    let required = owners(ofAlwaysTrue: .required, context)
    let readOnly = owners(ofAlwaysTrue: .readOnly, context)
    let blocked = required.intersection(readOnly).sorted().map { context.entries[$0] }.filter {
      let (item, type) = ($0.item, $0.type)
      guard let type, type != .note else { return false }
      return item.calculation == nil && item.defaultValue == nil && item.trigger == nil
    }
    return blocked.map {
      kind.finding(
        at: $0.place,
        Message(
          es: "«\($0.item.name)» es obligatoria, pero nadie puede responderla.",
          en: "“\($0.item.name)” is required, yet nobody can answer it."))
    }
  }

  private static func owners(
    ofAlwaysTrue column: FormulaColumn, _ context: CheckContext
  ) -> Set<Int> {
    Set(
      context.formulas.lazy.filter {
        $0.column == column && $0.expression.flatMap(ConstantFolding.truth) == true
      }.compactMap(\.owner))
  }
}
