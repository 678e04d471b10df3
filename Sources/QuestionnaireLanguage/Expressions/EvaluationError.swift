public import Messages

/// Why an expression that parses could not be evaluated.
public struct EvaluationError: ExplainedError, Hashable {
  public enum Reason: Hashable, Sendable {
    case unknownFunction(String)
    case argumentCount(function: String, given: Int)
    case unknownReference(String)
    case unknownInstance(String)
    case unsupported(String)
    /// A single value was needed and the path has several nodes.
    case repeated(String)
    case notNodes(function: String)
    case notText(function: String)
    case notDate(String)
    case dateFormat(String)
    case notGeometry(String)
    case regularExpression(String)
    case argument(function: String, String)
    case tooManySteps
    /// All that one change, or one opening, has to evaluate is more than the limit.
    case tooMuchWork
  }

  public var reason: Reason
  public init(_ reason: Reason) { self.reason = reason }

  public var code: String {
    switch reason {
    case .unknownFunction: "EVALUATION-FUNCTION"
    case .argumentCount: "EVALUATION-ARGUMENTS"
    case .unknownReference: "EVALUATION-REFERENCE"
    case .unknownInstance: "EVALUATION-INSTANCE"
    case .unsupported: "EVALUATION-UNSUPPORTED"
    case .repeated: "EVALUATION-REPEATED"
    case .notNodes, .notText, .argument: "EVALUATION-TYPE"
    case .notDate: "EVALUATION-DATE"
    case .dateFormat: "EVALUATION-DATE-FORMAT"
    case .notGeometry: "EVALUATION-GEOMETRY"
    case .regularExpression: "EVALUATION-REGEX"
    case .tooManySteps: "EVALUATION-STEPS"
    case .tooMuchWork: "EVALUATION-WORK"
    }
  }

  public var message: Message {
    switch reason {
    case .unknownFunction(let name):
      Message(
        es: "No existe la función «\(name)»; revise su nombre.",
        en: "There is no function “\(name)”; check its name.")
    case .argumentCount(let function, let given):
      Message(
        es: "La función «\(function)» no admite \(given) argumentos.",
        en: "The function “\(function)” does not take \(given) arguments.")
    case .unknownReference(let name):
      Message(
        es: "No existe la pregunta «\(name)».", en: "There is no question “\(name)”.")
    case .unknownInstance(let name):
      Message(
        es: "No existe la lista o el archivo de datos «\(name)».",
        en: "There is no choice list or data file “\(name)”.")
    case .unsupported(let what):
      Message(
        es: "«\(what)» no se puede usar en una expresión de un cuestionario.",
        en: "“\(what)” cannot be used in a questionnaire's expression.")
    case .repeated(let path):
      Message(
        es: "«\(path)» está en varias filas; indique cuál con indexed-repeat() o un predicado.",
        en: "“\(path)” is in several rows; say which with indexed-repeat() or a predicate.")
    case .notNodes(let function):
      Message(
        es: "La función «\(function)» necesita una referencia a preguntas o filas.",
        en: "The function “\(function)” needs a reference to questions or rows.")
    case .notText(let function):
      Message(
        es: "La función «\(function)» necesita un texto entre comillas, como '1'.",
        en: "The function “\(function)” needs a text in quotes, such as '1'.")
    case .notDate(let text):
      Message(es: "«\(text)» no es una fecha.", en: "“\(text)” is not a date.")
    case .dateFormat(let pattern):
      Message(
        es: "«\(pattern)» no es un formato de fecha.", en: "“\(pattern)” is not a date format.")
    case .notGeometry(let text):
      Message(
        es: "«\(text)» no es un punto, una línea ni un área.",
        en: "“\(text)” is not a point, a line or an area.")
    case .regularExpression(let pattern):
      Message(
        es: "«\(pattern)» no es una expresión regular que se pueda usar.",
        en: "“\(pattern)” is not a regular expression that can be used.")
    case .argument(let function, let what):
      Message(
        es: "La función «\(function)» no admite «\(what)».",
        en: "The function “\(function)” does not take “\(what)”.")
    case .tooManySteps:
      Message(
        es: "El cálculo pasa de \(ExpressionLimits.maximumEvaluationSteps) pasos; simplifíquelo.",
        en: "The calculation exceeds \(ExpressionLimits.maximumEvaluationSteps) steps; simplify.")
    case .tooMuchWork:
      Message(
        es: """
          Los cálculos del cuestionario juntos pasan de \(ExpressionLimits.maximumWork) pasos; \
          simplifíquelos o divida el cuestionario.
          """,
        en: """
          The questionnaire's calculations together exceed \(ExpressionLimits.maximumWork) steps; \
          simplify them or split the questionnaire.
          """)
    }
  }
}
