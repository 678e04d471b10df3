/// One row of the questionnaire's tree: a question, a group or a roster.
public struct Item: Hashable, Sendable {
  public enum Kind: Hashable, Sendable {
    case question(QuestionType)
    case group
    /// `count` nil: the enumerator adds rows.
    case roster(count: Formula?)
  }

  public var kind: Kind
  public var name: String
  public var label: LocalizedText
  public var hint: LocalizedText
  public var guidance: LocalizedText
  /// Media file names by kind (`image`, `audio`, `video`, `big-image`).
  public var media: [String: LocalizedText]
  public var relevant: Formula?
  public var required: Formula?
  public var requiredMessage: LocalizedText
  public var readOnly: Formula?
  public var constraint: Formula?
  public var constraintMessage: LocalizedText
  public var calculation: Formula?
  public var trigger: Formula?
  public var defaultValue: Formula?
  public var choiceFilter: Formula?
  public var appearance: String
  /// Of the `parameters` column, in the author's spelling of values.
  public var parameters: [String: String]
  /// Soft checks of ours: a warning the enumerator may keep with a comment.
  public var softChecks: [SoftCheck]
  /// Names of the missing codes the question admits; nil: those of the questionnaire.
  public var missing: [String]?
  /// The concept that is measured, as `sdg:16.1.3`.
  public var concept: String?
  /// The time that the question, or every question of the group, asks about.
  public var referencePeriod: ReferencePeriod?
  /// What harm the answer can do in other hands; nil where the author does not say.
  public var sensitivity: Sensitivity?
  /// Of a group: once closed, its answers are not to be read on the device. Declared here.
  public var isSealed: Bool
  /// Columns that we keep and do not interpret, by canonical column name.
  public var extras: [String: String]
  public var children: [Item]
  public var place: Place?
  /// Where its type stands.
  public var typePlace: Place?

  /// The key in `extras` of a group that XLSForm's `begin loop over LIST` opened: its list.
  package static let loopKey = "begin loop over"

  public init(_ kind: Kind, name: String, at place: Place? = nil) {
    self.kind = kind
    self.name = name
    label = LocalizedText()
    hint = LocalizedText()
    guidance = LocalizedText()
    media = [:]
    requiredMessage = LocalizedText()
    constraintMessage = LocalizedText()
    appearance = ""
    parameters = [:]
    softChecks = []
    isSealed = false
    extras = [:]
    children = []
    self.place = place
  }
}

/// A condition that should hold; where it does not, the enumerator confirms with a comment.
public struct SoftCheck: Hashable, Sendable {
  public var condition: Formula
  public var message: LocalizedText
  public init(condition: Formula, message: LocalizedText) {
    self.condition = condition
    self.message = message
  }
}
