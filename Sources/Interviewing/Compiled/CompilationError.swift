public import Messages
public import QuestionnaireLanguage

/// Why a questionnaire cannot be interviewed with: every problem, each with its place.
public struct CompilationError: ExplainedError, Hashable {
  public struct Problem: Hashable, Sendable {
    /// What the formula belongs to, as a path without rows.
    public var path: String
    public var place: Place?
    public var code: String
    public var message: Message
  }

  public var problems: [Problem]

  public var code: String { "QUESTIONNAIRE-NOT-RUNNABLE" }

  public var message: Message {
    let shown = problems.prefix(Self.shown)
    let spanish = shown.map { "\($0.path): \($0.message.spanish)" }.joined(separator: " ")
    let english = shown.map { "\($0.path): \($0.message.english)" }.joined(separator: " ")
    return Message(
      es: "El cuestionario no se puede usar todavía (\(problems.count)): \(spanish)",
      en: "The questionnaire cannot be used yet (\(problems.count)): \(english)")
  }

  /// Problems that the message quotes.
  private static let shown = 5
}
