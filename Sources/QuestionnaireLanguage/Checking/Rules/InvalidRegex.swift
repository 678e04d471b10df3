import Messages

/// A pattern of `regex()` that is not a regular expression: it stops the interview when evaluated.
enum InvalidRegex: Rule {
  static let kind = FindingKind(
    "Q0308", .error,
    meaning: Message(
      es: "La expresión regular está mal escrita.",
      en: "The regular expression is not well formed."),
    remedy: Message(
      es: "Revise corchetes y paréntesis; un carácter especial se escribe con «\\» delante.",
      en: "Check brackets and parentheses; a special character is written with “\\” before it."),
    why: Message(
      es: "Al comprobar la respuesta, la expresión regular da un error y la "
        + "respuesta no se acepta.",
      en: "Where the answer is checked, the regular expression fails and the answer "
        + "is not taken."),
    example: .init(
      wrong: """
        survey:
          - {type: text, name: phone, label: Teléfono, constraint: "regex(., '[0-9{8}')"}
        """,
      right: """
        survey:
          - {type: text, name: phone, label: Teléfono, constraint: "regex(., '[0-9]{8}')"}
        """))

  static func check(_ context: CheckContext) -> [Finding] {
    context.formulas.flatMap { use in
      (use.expression?.calls ?? []).compactMap { call in
        guard call.name == "regex", call.arguments.count == 2,
          case .text(let pattern) = call.arguments[1].kind, !isValid(pattern)
        else { return nil }
        return kind.finding(
          at: use.formula.place,
          Message(
            es: "\(use.column.rawValue): «\(pattern)» no es una expresión regular válida.",
            en: "\(use.column.rawValue): “\(pattern)” is not a valid regular expression."))
      }
    }
  }

  private static func isValid(_ pattern: String) -> Bool {
    (try? RegularExpression.matches("", pattern: pattern)) != nil
  }
}
