public import Replication

/// What a person sees of one node of an interview, and what is known of it.
public struct NodeState: Hashable, Sendable {
  public enum Kind: String, Hashable, Sendable {
    case leaf
    case group
    /// A row of a roster.
    case row = "repeat"
  }

  /// Spelled with the places of roster rows: `/data/child[1]/name`.
  public var path: String
  public var kind: Kind
  /// Asked: neither its own condition nor one above it says otherwise.
  public var isRelevant: Bool
  /// Of a leaf only.
  public var answer: AnswerState?
  /// Of a node that is shown to the enumerator in the current language.
  public var presentation: Presentation?
  /// Where the answer or row is kept in the record; nil for groups and derived values.
  public var key: RegisterKey?

  public init(path: String, kind: Kind, isRelevant: Bool) {
    self.path = path
    self.kind = kind
    self.isRelevant = isRelevant
  }
}

/// The state of a question's answer.
public struct AnswerState: Hashable, Sendable {
  public enum Constraint: Hashable, Sendable {
    /// There is none.
    case absent
    /// There is one, and no answer to judge.
    case unanswered
    case holds
    case fails
  }

  /// ODK's data type: `string`, `int`, `decimal`, `date`, `time`, `dateTime`, `select1`, `select`,
  /// `boolean`, `geopoint`, `geotrace`, `geoshape`, `barcode`, `binary`, `null`.
  public var type: String
  public var isRequired = false
  public var isReadOnly = false
  /// In ODK XForms' spelling; empty while unanswered and for a missing code.
  public var value = ""
  /// The missing code's name, if the answer is one.
  public var missing: String?
  public var constraint = Constraint.absent

  public init(type: String) { self.type = type }
}

/// How a node is shown, in the interview's language.
public struct Presentation: Hashable, Sendable {
  public struct Option: Hashable, Sendable {
    public var name: String
    /// Nil where the author gave none.
    public var label: String?
    public init(name: String, label: String?) {
      self.name = name
      self.label = label
    }
  }

  /// ODK's number of the control: 1 input, 2 select one, 3 select many, 6 range,
  /// 9 acknowledge, 10 image, 12 audio, 13 video, 14 map feature, 15 file, 16 rank; nil for groups and rows.
  public var control: Int?
  public var label: String?
  public var hint: String?
  public var appearance: String?
  /// The choices that the filter leaves, in order; nil unless the question has choices.
  public var choices: [Option]?
  /// What to say while the constraint fails; nil if the author gave no text.
  public var constraintMessage: String?
  /// Missing codes that the question admits: name and label.
  public var missingCodes: [Option] = []

  public init() {}
}
