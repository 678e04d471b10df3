/// A condition between a response to this questionnaire and one to another: the household's list
/// and the person's interview. Declared and kept; nothing executes it yet.
public struct CrossCheck: Hashable, Sendable {
  public var name: String
  /// The other questionnaire's `form_id`.
  public var form: String
  /// Which response of the other questionnaire is meant: by our question, the other's question
  /// that has the same answer.
  public var match: [String: String]
  /// What should hold: `${name}` is ours, `${form#name}` the other's.
  public var condition: Formula
  /// What whoever reviews reads where it does not.
  public var message: LocalizedText
  public var place: Place?

  public init(name: String, form: String, condition: Formula, at place: Place? = nil) {
    self.name = name
    self.form = form
    match = [:]
    self.condition = condition
    message = LocalizedText()
    self.place = place
  }
}
