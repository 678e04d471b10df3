public import Messages

/// Bytes that are not a questionnaire's canonical form.
public struct CanonicalFormError: ExplainedError, Hashable {
  public var code: String { "QUESTIONNAIRE-BYTES" }

  public var message: Message {
    Message(
      es: "Los bytes del cuestionario están dañados o son de otra versión; publíquelo de nuevo.",
      en: "The questionnaire's bytes are damaged or of another version; publish it again.")
  }
}
