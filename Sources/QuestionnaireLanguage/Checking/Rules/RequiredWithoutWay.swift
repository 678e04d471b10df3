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
    context.entries.filter { entry in
      let item = entry.item
      guard entry.type != nil, entry.type != .note, item.calculation == nil,
        item.defaultValue == nil, item.trigger == nil
      else { return false }
      return item.required.isAlwaysTrue && item.readOnly.isAlwaysTrue
    }.map {
      kind.finding(
        at: $0.place,
        Message(
          es: "«\($0.item.name)» es obligatoria, pero nadie puede responderla.",
          en: "“\($0.item.name)” is required, yet nobody can answer it."))
    }
  }
}

extension Formula? {
  fileprivate var isAlwaysTrue: Bool {
    guard let text = self?.text, let expression = try? Expression(parsing: text) else {
      return false
    }
    return ConstantFolding.truth(of: expression) == true
  }
}
