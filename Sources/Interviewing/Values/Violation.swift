public import Messages

/// One way in which an interview breaks its questionnaire's rules: a value, never thrown.
public struct Violation: Hashable, Sendable {
  public enum Code: String, Hashable, Sendable, CaseIterable {
    /// No answer where one is required.
    case required
    /// The constraint does not hold.
    case constraint
    /// A soft check does not hold: may be kept with a comment.
    case soft
    /// A missing code that the question does not admit.
    case missing
    /// A choice that the list, as filtered, does not offer.
    case choice
    /// A text that is no value of the question's type.
    case type
    /// A roster that is no longer what it was when somebody was drawn from it.
    case draw
    /// A condition or calculation that could not be evaluated.
    case evaluation
  }

  public enum Severity: String, Hashable, Sendable {
    case warning
    case error
  }

  public var code: Code
  public var path: String
  public var severity: Severity
  /// The author's text in the interview's language where there is one, else Campo's own.
  public var message: Message

  public init(code: Code, path: String, severity: Severity, message: Message) {
    self.code = code
    self.path = path
    self.severity = severity
    self.message = message
  }
}

/// What giving an answer led to.
public struct AnswerOutcome: Hashable, Sendable {
  /// The constraint's verdict on the answer; nil without a constraint or without an answer.
  public var constraint: Bool?
  /// Violations of this question now.
  public var violations: [Violation]

  public init(constraint: Bool?, violations: [Violation]) {
    self.constraint = constraint
    self.violations = violations
  }
}
