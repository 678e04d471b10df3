import Messages
import QuestionnaireLanguage
import Replication

/// Judges every relevant answer.
struct Judge {
  private let interview: Interview
  private let form: CompiledQuestionnaire
  private var presenter: Presenter
  /// The same interview, spoken in each language of messages, once a text is asked for.
  private var speakers: [MessageLanguage: Presenter] = [:]
  private var found: [Violation] = []
  private var isDeep = true

  init(_ interview: Interview) {
    self.interview = interview
    form = interview.form
    presenter = Presenter(interview)
  }

  /// Steps of evaluation that the judgement took.
  var spent: Int { presenter.spent }

  /// - Parameter deep: whether what the node holds is judged too.
  mutating func violations(of node: Int = 0, deep: Bool = true) -> [Violation] {
    isDeep = deep
    judge(node)
    if let obstacle { report(.evaluation, 0, .error, obstacle) }
    return found
  }

  /// A text that is no answer of its question's type.
  static func unreadable(_ path: String) -> Violation {
    Violation(code: .type, path: path, severity: .error, message: unreadable)
  }

  /// Why the verdict is not complete, so that nothing unjudged passes for good.
  private var obstacle: Message? {
    if let unfinished = interview.unfinished { return unfinished.message }
    if presenter.isExhausted { return EvaluationError(.tooMuchWork).message }
    return interview.isFull
      ? InterviewError.full(limit: interview.nodeLimit).message : nil
  }

  private mutating func judge(_ node: Int) {
    guard interview.answers.nodes[node].isRelevant else { return }
    if let rules = form.rules[interview.cells[node].definition] { judge(node, by: rules) }
    if !interview.cells[node].failures.isEmpty {
      for (_, failure) in interview.cells[node].failures.sorted(by: { $0.key < $1.key }) {
        report(.evaluation, node, .warning, failure.message)
      }
    }
    guard isDeep else { return }
    // By place: the list of children would be kept alive for each.
    for place in interview.answers.nodes[node].children.indices {
      judge(interview.answers.nodes[node].children[place])
    }
  }

  private mutating func judge(_ node: Int, by rules: AnswerRules) {
    if let code = interview.answers.nodes[node].missing {
      if !rules.missingCodes.contains(code) {
        report(.missing, node, .error, Self.missing(code))
      }
      return
    }
    if interview.cells[node].unreadable != nil {
      return report(.type, node, .error, Self.unreadable)
    }
    guard let answer = interview.cells[node].answer else {
      if interview.cells[node].isRequired {
        report(
          .required, node, .error,
          message(rules.requiredMessage, node, Self.required))
      }
      return
    }
    if let constraint = rules.constraint, fails(constraint, answer, node) {
      report(
        .constraint, node, .error, message(rules.constraintMessage, node, Self.constraint))
    }
    judgeChoices(answer, node, rules)
    if let draw = rules.draw { judgeDraw(answer.text, node, draw) }
    for check in rules.softChecks where fails(check.condition, answer, node) {
      report(.soft, node, .warning, message(check.message, node, Self.soft))
    }
  }

  /// Whether an answer breaks a condition; one that cannot be evaluated judges nothing, and is
  /// reported. (That all work together is too much is said once, at the root.)
  private mutating func fails(_ condition: Program, _ answer: StoredAnswer, _ node: Int) -> Bool {
    do throws(EvaluationError) {
      return !(try presenter.verdict(condition, at: node, candidate: answer.value))
    } catch {
      if error.reason != .tooMuchWork { report(.evaluation, node, .warning, error.message) }
      return false
    }
  }

  private mutating func judgeChoices(
    _ answer: StoredAnswer, _ node: Int, _ rules: AnswerRules
  ) {
    var stray: String?
    if let names = rules.listed {
      if rules.type != .selectOne {
        stray = names.firstStray(in: answer.text)
      } else if !names.contains(answer.text) {
        stray = answer.text
      }
    } else if let choices = rules.filtered {
      stray = presenter.strays(answer.choices(of: rules.type), among: choices, at: node).first
      if let failure = presenter.failures[node] {
        return report(.evaluation, node, .warning, failure.message)
      }
    }
    if let stray { report(.choice, node, .error, Self.stray(stray)) }
  }

  /// A draw is made once. Where the roster changed since, the record says what it was.
  private mutating func judgeDraw(_ answer: String, _ node: Int, _ arguments: [Program]) {
    // That all work together is too much is said once, at the root.
    guard let record = DrawRecord(answer), !presenter.isExhausted else { return }
    let (made, work) = interview.draw(arguments, at: node)
    presenter.spend(work)
    guard let draw = made else { return }
    guard draw.drawn?.mark != record.mark || draw.eligible != record.eligible else { return }
    if draw.rows.contains(where: { $0.mark == record.mark }) {
      report(.draw, node, .warning, DrawMessages.listChanged(record, draw))
    } else if draw.eligible == record.eligible,
      draw.rows.contains(where: { $0.position == record.position && $0.isEligible })
    {
      report(.draw, node, .warning, DrawMessages.identityChanged(record))
    } else {
      report(.draw, node, .error, DrawMessages.drawnIsGone(record))
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
      es: spoken(.spanish, template, node) ?? shown ?? ours.spanish,
      en: spoken(.english, template, node) ?? shown ?? ours.english)
  }

  private mutating func spoken(
    _ language: MessageLanguage, _ template: TextTemplate, _ node: Int
  ) -> String? {
    guard let name = form.languageOfMessages[language] else { return nil }
    if speakers[language] == nil {
      var copy = interview
      copy.language = name
      speakers[language] = Presenter(copy)
    }
    return speakers[language]?.text(template, node)
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
