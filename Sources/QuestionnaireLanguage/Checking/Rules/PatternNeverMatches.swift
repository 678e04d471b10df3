import Messages

/// `regex(., '^0[0-9]{8}$')` of a number: a number has no leading zero, plus sign or letter.
enum PatternNeverMatches: Rule {
  static let kind = FindingKind(
    "Q0416", .warning,
    meaning: Message(
      es: "Ningún número cumple la expresión regular.",
      en: "No number matches the regular expression."),
    remedy: Message(
      es: "Use el tipo «text» con apariencia «numbers»: guarda los ceros de la izquierda.",
      en: "Use type “text” with the appearance “numbers”: it keeps leading zeros."),
    why: Message(
      es: "Un número se guarda sin ceros a la izquierda ni signo «+»: ninguna "
        + "respuesta pasa, y la pregunta bloquea la entrevista.",
      en: "A number is stored without leading zeros or “+”: no answer passes, and "
        + "the question blocks the interview."),
    example: .init(
      wrong: """
        survey:
          - {type: integer, name: phone, label: Teléfono, constraint: "regex(., '^0[0-9]{8}$')"}
        """,
      right: """
        survey:
          - type: text
            name: phone
            label: Teléfono
            appearance: numbers
            constraint: regex(., '^0[0-9]{8}$')
        """))

  static func check(_ context: CheckContext) -> [Finding] {
    context.formulas.indices.flatMap { index -> [Finding] in
      let use = context.formulas[index]
      return (use.expression?.calls ?? []).compactMap { call in
        guard call.name == "regex", call.arguments.count == 2,
          let item = context.question(call.arguments[0], in: index),
          context.entries[item].isNumeric, case .text(let text) = call.arguments[1].kind,
          !admitsNumbers(text)
        else { return nil }
        let name = context.entries[item].item.name
        return kind.finding(
          at: use.formula.place,
          Message(
            es: "\(use.column.rawValue): «\(name)» es un número; ninguno cumple «\(text)».",
            en: "\(use.column.rawValue): “\(name)” is a number; none matches “\(text)”."))
      }
    }
  }

  /// A number is written `-12`, `12` or `0`, and a fraction as `0.5`.
  private static func admitsNumbers(_ text: String) -> Bool {
    var parser = RegexParser(text)
    guard let pattern = try? parser.parse() else { return true }
    if "-123456789".unicodeScalars.contains(where: { pattern.mayBegin(with: $0) }) { return true }
    return ["0", "0.5"].contains { (try? RegularExpression.matches($0, pattern: text)) != false }
  }
}

extension RegexPattern {
  /// Whether a text that it matches may begin so; true where that is not plain.
  fileprivate func mayBegin(with scalar: Unicode.Scalar) -> Bool {
    first(scalar) != .refuses
  }

  private enum First { case admits, refuses, passes }

  /// `passes`: it may match nothing, so what follows decides.
  private func first(_ scalar: Unicode.Scalar) -> First {
    switch self {
    case .empty, .lineStart, .lineEnd, .wordEdge, .lookAhead: return .passes
    case .one(let characters): return characters.contains(scalar) ? .admits : .refuses
    case .group(let inner, _): return inner.first(scalar)
    case .reference: return .admits
    case .repeated(let inner, let least, let most, _):
      if most == 0 { return .passes }
      let first = inner.first(scalar)
      return first == .refuses && least == 0 ? .passes : first
    case .either(let branches):
      let firsts = branches.map { $0.first(scalar) }
      return firsts.contains(.admits) ? .admits : firsts.contains(.passes) ? .passes : .refuses
    case .sequence(let parts):
      for part in parts {
        let first = part.first(scalar)
        if first != .passes { return first }
      }
      return .passes
    }
  }
}
