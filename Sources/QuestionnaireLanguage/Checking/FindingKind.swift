package import Messages

/// One kind of finding: a row of the tables in Docs/Findings.md.
package struct FindingKind: Hashable, Sendable {
  /// `Q0042`-like; a code is never given to another meaning.
  package let code: String
  package let severity: Finding.Severity
  /// What such a finding says, without its particulars.
  package let meaning: Message
  package let remedy: Message
  /// What happens in the field where nobody mends it.
  package let why: Message?
  package let example: Example?

  /// The smallest questionnaires that show the kind: YAML without `id` and `version`.
  package struct Example: Hashable, Sendable {
    package let wrong: String
    package let right: String

    package init(wrong: String, right: String) {
      self.wrong = wrong
      self.right = right
    }
  }

  package init(
    _ code: String, _ severity: Finding.Severity, meaning: Message, remedy: Message,
    why: Message? = nil, example: Example? = nil
  ) {
    self.code = code
    self.severity = severity
    self.meaning = meaning
    self.remedy = remedy
    self.why = why
    self.example = example
  }

  /// A finding of this kind; `remedy` replaces the general one where a better one is known.
  func finding(at place: Place?, _ message: Message, remedy: Message? = nil) -> Finding {
    Finding(
      code: code, severity: severity, place: place, message: message,
      remedy: remedy ?? self.remedy)
  }
}
