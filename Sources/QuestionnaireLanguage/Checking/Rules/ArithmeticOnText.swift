import Messages

/// `${first} + ' '`, `${gps} * 2`: arithmetic on what is never a number yields nothing.
enum ArithmeticOnText: Rule {
  static let kind = FindingKind(
    "Q0314", .warning,
    meaning: Message(
      es: "Se calcula con algo que nunca es un número.",
      en: "Arithmetic with something that is never a number."),
    remedy: Message(
      es: "Para unir textos use «concat(…)»; para calcular, una pregunta numérica.",
      en: "To join texts use “concat(…)”; to calculate, a numeric question."),
    why: Message(
      es: "«+» suma números. Con textos el resultado no es un número y la respuesta "
        + "queda vacía en todas las entrevistas.",
      en: "“+” adds numbers. With texts the result is no number, and the answer "
        + "stays empty in every interview."),
    example: .init(
      wrong: """
        survey:
          - {type: text, name: first, label: Nombre}
          - {type: text, name: last, label: Apellido}
          - {type: calculate, name: whole, calculation: "${first} + ' ' + ${last}"}
        """,
      right: """
        survey:
          - {type: text, name: first, label: Nombre}
          - {type: text, name: last, label: Apellido}
          - {type: calculate, name: whole, calculation: "concat(${first}, ' ', ${last})"}
        """))

  static func check(_ context: CheckContext) -> [Finding] {
    var found: [Finding] = []
    context.forEachPart { part, use, types in
      guard let wrong = operands(of: part).first(where: { types.type(of: $0).isNeverNumber })
      else { return }
      let text = context.excerpt(wrong, of: use)
      found.append(
        kind.finding(
          at: use.formula.place,
          Message(
            es: "\(use.column.rawValue): \(text) no es un número; el resultado será vacío.",
            en: "\(use.column.rawValue): \(text) is not a number; the result will be empty.")))
    }
    return found
  }

  /// The parts of which numbers are made.
  private static func operands(of part: Expression) -> [Expression] {
    switch part.kind {
    case .binary(let op, let left, let right) where arithmetic.contains(op): [left, right]
    case .negation(let inner): [inner]
    case .call(let name, let arguments)
    where FunctionTable.function(named: name)?.takesNumbers == true:
      arguments
    default: []
    }
  }

  private static let arithmetic: Set<BinaryOperator> = [.plus, .minus, .times, .divide, .modulo]
}

extension Function {
  /// Whether every argument is a number.
  fileprivate var takesNumbers: Bool {
    !parameters.isEmpty && parameters.allSatisfy { $0 == .number } && name != "uuid"
  }
}
