public import Messages

/// A request to an interview that cannot be carried out; the interview is unchanged.
public enum InterviewError: ExplainedError, Hashable {
  case noSuchNode(path: String)
  case notAQuestion(path: String)
  case notARoster(path: String)
  /// The roster's rows follow from its count.
  case countedRoster(path: String)
  /// The value answers itself (a calculation, a note).
  case notAnswered(path: String)
  /// Its answer is no file.
  case notAFileQuestion(path: String)
  case badPath(String)
  case tooManyRows(path: String, limit: Int)
  /// All rosters together have as many rows as an interview may hold.
  case full(limit: Int)
  /// An expression given from outside does not parse or run.
  case expression(text: String, detail: Message)

  public var code: String {
    switch self {
    case .noSuchNode: "INTERVIEW-NO-NODE"
    case .notAQuestion: "INTERVIEW-NO-QUESTION"
    case .notARoster: "INTERVIEW-NO-ROSTER"
    case .countedRoster: "INTERVIEW-COUNTED"
    case .notAFileQuestion: "INTERVIEW-NO-FILE"
    case .notAnswered: "INTERVIEW-DERIVED"
    case .badPath: "INTERVIEW-PATH"
    case .tooManyRows: "INTERVIEW-ROWS"
    case .full: "INTERVIEW-FULL"
    case .expression: "INTERVIEW-EXPRESSION"
    }
  }

  public var message: Message {
    switch self {
    case .noSuchNode(let path):
      Message(
        es: "El cuestionario no tiene «\(path)»; revise la ruta.",
        en: "The questionnaire has no “\(path)”; check the path.")
    case .notAQuestion(let path):
      Message(
        es: "«\(path)» no es una pregunta; nombre una pregunta del cuestionario.",
        en: "“\(path)” is not a question; name a question of the questionnaire.")
    case .notARoster(let path):
      Message(
        es: "«\(path)» no es un grupo repetido; no se le agregan ni quitan filas.",
        en: "“\(path)” is not a roster; rows can be neither added nor deleted.")
    case .countedRoster(let path):
      Message(
        es: "Las filas de «\(path)» siguen a su conteo; cambie la respuesta que las cuenta.",
        en: "The rows of “\(path)” follow its count; change the answer that counts them.")
    case .notAnswered(let path):
      Message(
        es: "«\(path)» se calcula; no se responde.",
        en: "“\(path)” is calculated; it takes no answer.")
    case .notAFileQuestion(let path):
      Message(
        es: "«\(path)» no se responde con un archivo; escriba la respuesta.",
        en: "“\(path)” is not answered with a file; write the answer.")
    case .badPath(let path):
      Message(
        es: "«\(path)» no es una ruta; escríbala como /data/grupo[1]/pregunta.",
        en: "“\(path)” is not a path; write it as /data/group[1]/question.")
    case .tooManyRows(let path, let limit):
      Message(
        es: "«\(path)» llegó a su límite de \(limit) filas; no se agregó ninguna.",
        en: "“\(path)” has reached its limit of \(limit) rows; none was added.")
    case .full(let limit):
      Message(
        es: """
          La entrevista llegó a su límite de \(limit) preguntas y filas; no se agregan más. Lo \
          respondido se conserva; revise las respuestas que cuentan filas.
          """,
        en: """
          The interview has reached its limit of \(limit) questions and rows; no more are added. \
          What was answered is kept; check the answers that count rows.
          """)
    case .expression(let text, let detail):
      Message(
        es: "No se pudo evaluar «\(text)»: \(detail.spanish)",
        en: "“\(text)” could not be evaluated: \(detail.english)")
    }
  }
}
