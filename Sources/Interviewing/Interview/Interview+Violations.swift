import Messages
import QuestionnaireLanguage
import Replication

extension Interview {
  /// Everything wrong with the relevant answers, in document order.
  public func violations() -> [Violation] {
    var judge = Judge(self)
    return judge.violations()
  }

  func violations(at node: Int) -> [Violation] {
    var judge = Judge(self)
    return judge.violations(of: node, deep: false)
  }

  /// Declares the interview finished: notes its end, and unless an error stands, that it is done.
  ///
  /// - Returns: the violations that stand.
  public mutating func finish() -> [Violation] {
    for node in cells.indices where form.nodes[cells[node].definition].preload == "end" {
      record(.date(environment.now()), at: node)
    }
    recompute()
    let violations = violations()
    if !violations.contains(where: { $0.severity == .error }) {
      write(.text("true"), to: .field(RegisterKey.Field.finished))
    }
    return violations
  }
}

/// Judges every relevant answer.
struct Judge {
  private let interview: Interview
  private let form: CompiledQuestionnaire
  private var presenter: Presenter
  /// The same interview, spoken in each language of messages.
  private var spanish: Presenter?
  private var english: Presenter?
  private var found: [Violation] = []
  private var isDeep = true

  init(_ interview: Interview) {
    self.interview = interview
    form = interview.form
    presenter = Presenter(interview)
    spanish = Self.presenter(interview, .spanish)
    english = Self.presenter(interview, .english)
  }

  private static func presenter(
    _ interview: Interview, _ language: MessageLanguage
  ) -> Presenter? {
    let names = interview.form.questionnaire.languages
    guard let name = names.first(where: { $0.speaks(language) }) else { return nil }
    var copy = interview
    copy.language = name
    return Presenter(copy)
  }

  /// - Parameter deep: whether what the node holds is judged too.
  mutating func violations(of node: Int = 0, deep: Bool = true) -> [Violation] {
    isDeep = deep
    judge(node)
    return found
  }

  /// A text that is no answer of its question's type.
  static func unreadable(_ path: String) -> Violation {
    Violation(code: .type, path: path, severity: .error, message: unreadable)
  }

  private mutating func judge(_ node: Int) {
    guard interview.trees.all[0].nodes[node].isRelevant else { return }
    let definition = form.nodes[interview.cells[node].definition]
    if definition.kind == .leaf { judgeLeaf(node, definition) }
    for (_, failure) in interview.cells[node].failures.sorted(by: { $0.key < $1.key }) {
      report(.evaluation, node, .warning, failure.message)
    }
    guard isDeep else { return }
    for child in interview.children(of: node) { judge(child) }
  }

  private mutating func judgeLeaf(_ node: Int, _ definition: CompiledNode) {
    let cell = interview.cells[node]
    if let code = cell.missing {
      if !definition.missingCodes.contains(code) {
        report(.missing, node, .error, Self.missing(code))
      }
      return
    }
    if cell.unreadable != nil { return report(.type, node, .error, Self.unreadable) }
    guard let answer = cell.answer else {
      if cell.isRequired {
        report(.required, node, .error, message(definition.requiredMessage, node, Self.required))
      }
      return
    }
    if let constraint = definition.constraint, fails(constraint, answer, node) {
      report(
        .constraint, node, .error, message(definition.constraintMessage, node, Self.constraint))
    }
    judgeChoices(answer, node, definition)
    for check in definition.softChecks where fails(check.condition, answer, node) {
      report(.soft, node, .warning, message(check.message, node, Self.soft))
    }
  }

  /// Whether an answer breaks a condition; one that cannot be evaluated judges nothing, and is
  /// reported.
  private mutating func fails(_ condition: Program, _ answer: StoredAnswer, _ node: Int) -> Bool {
    do throws(EvaluationError) {
      return !(try presenter.verdict(condition, at: node, candidate: answer.value))
    } catch {
      report(.evaluation, node, .warning, error.message)
      return false
    }
  }

  private mutating func judgeChoices(
    _ answer: StoredAnswer, _ node: Int, _ definition: CompiledNode
  ) {
    guard let choices = definition.choices, !definition.isCalculated else { return }
    if case .file(_, _, isPresent: false) = choices.source { return }
    let offered = Set(presenter.choices(choices, node).map(\.name))
    if let failure = presenter.failures[node] {
      return report(.evaluation, node, .warning, failure.message)
    }
    if let stray = answer.choices(of: definition.type).first(where: { !offered.contains($0) }) {
      report(.choice, node, .error, Self.stray(stray))
    }
  }

  private mutating func report(
    _ code: Violation.Code, _ node: Int, _ severity: Violation.Severity, _ message: Message
  ) {
    found.append(
      Violation(
        code: code, path: interview.path(of: node), severity: severity, message: message))
  }

  // MARK: Messages

  /// The author's words in each language that has them, else ours.
  private mutating func message(
    _ template: TextTemplate, _ node: Int, _ ours: Message
  ) -> Message {
    guard !template.isEmpty else { return ours }
    let shown = presenter.text(template, node)
    return Message(
      es: spanish?.text(template, node) ?? shown ?? ours.spanish,
      en: english?.text(template, node) ?? shown ?? ours.english)
  }

  private static let required = Message(
    es: "Falta la respuesta.", en: "The answer is missing.")
  private static let constraint = Message(
    es: "La respuesta no cumple la condición de la pregunta.",
    en: "The answer does not satisfy the question's condition.")
  private static let soft = Message(
    es: "La respuesta es poco común; confírmela con un comentario.",
    en: "The answer is unusual; confirm it with a comment.")
  private static let unreadable = Message(
    es: "La respuesta no es del tipo de la pregunta.",
    en: "The answer is not of the question's type.")

  private static func missing(_ code: String) -> Message {
    Message(
      es: "La pregunta no admite «\(code)».", en: "The question does not admit “\(code)”.")
  }

  private static func stray(_ choice: String) -> Message {
    Message(
      es: "«\(choice)» no está entre las opciones que se ofrecen.",
      en: "“\(choice)” is not among the choices offered.")
  }
}

extension String {
  /// Whether a questionnaire's language, `es` or `Español (es)`, is that of a message.
  fileprivate func speaks(_ language: MessageLanguage) -> Bool {
    let lower = lowercased()
    if lower == language.rawValue || lower.contains("(\(language.rawValue)") { return true }
    switch language {
    case .spanish: return lower.hasPrefix("español") || lower.hasPrefix("spanish")
    case .english: return lower.hasPrefix("english") || lower.hasPrefix("inglés")
    }
  }
}
