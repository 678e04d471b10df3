public import Messages

/// Why a formula's text is not an expression, and where in it.
public struct ExpressionError: ExplainedError, Hashable {
  public enum Reason: Hashable, Sendable {
    case empty
    case unexpectedCharacter(Character)
    case unterminatedText
    case unterminatedReference
    case unexpected(String)
    case unexpectedEnd
    case tooLong
    case tooDeep
  }

  public var reason: Reason
  /// UTF-8 bytes of the formula's text that the reason is about.
  public var range: Range<Int>

  public init(_ reason: Reason, range: Range<Int>) {
    self.reason = reason
    self.range = range
  }

  public var code: String {
    switch reason {
    case .empty: "EXPRESSION-EMPTY"
    case .unexpectedCharacter: "EXPRESSION-CHARACTER"
    case .unterminatedText: "EXPRESSION-TEXT-OPEN"
    case .unterminatedReference: "EXPRESSION-REFERENCE-OPEN"
    case .unexpected: "EXPRESSION-UNEXPECTED"
    case .unexpectedEnd: "EXPRESSION-INCOMPLETE"
    case .tooLong: "EXPRESSION-LONG"
    case .tooDeep: "EXPRESSION-DEEP"
    }
  }

  public var message: Message {
    let column = range.lowerBound + 1
    return switch reason {
    case .empty:
      Message(es: "La expresión está vacía.", en: "The expression is empty.")
    case .unexpectedCharacter(let character):
      Message(
        es: "El carácter «\(character)» en la posición \(column) no puede estar en una expresión.",
        en: "The character “\(character)” at position \(column) cannot stand in an expression.")
    case .unterminatedText:
      Message(
        es: "El texto que empieza en la posición \(column) no tiene comilla de cierre.",
        en: "The text that starts at position \(column) has no closing quote.")
    case .unterminatedReference:
      Message(
        es: "La referencia que empieza en la posición \(column) no termina en «}» o está vacía.",
        en: "The reference that starts at position \(column) does not end in “}” or is empty.")
    case .unexpected(let token):
      Message(
        es: "No se esperaba «\(token)» en la posición \(column).",
        en: "“\(token)” was not expected at position \(column).")
    case .unexpectedEnd:
      Message(
        es: "La expresión termina antes de estar completa; ¿falta un paréntesis o un operando?",
        en: "The expression ends before it is complete; is a parenthesis or an operand missing?")
    case .tooLong:
      Message(
        es: "La expresión pasa de \(ExpressionLimits.maximumLength) bytes; divídala en cálculos.",
        en: "The expression exceeds \(ExpressionLimits.maximumLength) bytes; split it in parts.")
    case .tooDeep:
      Message(
        es: "La expresión anida más de \(ExpressionLimits.maximumDepth) niveles; divídala.",
        en: "The expression nests over \(ExpressionLimits.maximumDepth) levels; split it.")
    }
  }
}

/// Bounds on what a hostile or mistaken formula may cost.
public enum ExpressionLimits {
  /// UTF-8 bytes of one formula.
  public static let maximumLength = 200_000
  /// Nested parentheses, calls and predicates; also the operands of one chain of operators.
  public static let maximumDepth = 200
  public static let maximumChain = 2_000
  /// Node visits and operations of one evaluation.
  public static let maximumEvaluationSteps = 5_000_000
  /// Steps of everything that is evaluated after one change, on opening, or in one judgement.
  public static let maximumWork = 10_000_000
  /// Steps of one regular expression match; each may leave one choice in memory.
  public static let maximumRegexSteps = 500_000
}
