import Messages

/// A range needs numbers that leave something to choose.
enum RangeParameters: Rule {
  static let kind = FindingKind(
    "Q0603", .error,
    meaning: Message(
      es: "Los parámetros del rango no sirven.", en: "The range's parameters do not work."),
    remedy: Message(
      es:
        "Escriba números, por ejemplo «start=0 end=10 step=1»; step no es 0 ni mayor que el rango.",
      en:
        "Write numbers, for example “start=0 end=10 step=1”; step is neither 0 nor over the range."
    ),
    why: Message(
      es: "La escala no se puede dibujar.",
      en: "The scale cannot be drawn."),
    example: .init(
      wrong: """
        survey:
          - {type: range, name: r, label: De 0 a 10, parameters: {start: 0, end: 10, step: 0}}
        """,
      right: """
        survey:
          - {type: range, name: r, label: De 0 a 10, parameters: {start: 0, end: 10, step: 1}}
        """))

  static func check(_ context: CheckContext) -> [Finding] {
    context.entries.compactMap { entry in
      guard entry.type == .range, let problem = problem(entry.item.parameters) else { return nil }
      return kind.finding(
        at: entry.place,
        Message(
          es: "«\(entry.item.name)»: \(problem.spanish)",
          en: "“\(entry.item.name)”: \(problem.english)"))
    }
  }

  /// ODK's defaults where a parameter is left out.
  private static let defaults = ["start": 1.0, "end": 10.0, "step": 1.0]

  private static func problem(_ parameters: [String: String]) -> Message? {
    var numbers = defaults
    for name in ["start", "end", "step"] {
      guard let text = parameters[name] else { continue }
      guard let number = Double(text), number.isFinite else {
        return Message(es: "\(name)=\(text) no es un número.", en: "\(name)=\(text) is no number.")
      }
      numbers[name] = number
    }
    guard let start = numbers["start"], let end = numbers["end"], let step = numbers["step"] else {
      return nil
    }
    if step == 0 { return Message(es: "step es 0.", en: "step is 0.") }
    if abs(step) > abs(end - start) {
      return Message(
        es: "step (\(step)) es mayor que el rango de \(start) a \(end).",
        en: "step (\(step)) is larger than the range from \(start) to \(end).")
    }
    return nil
  }
}
