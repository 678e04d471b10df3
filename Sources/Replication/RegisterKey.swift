/// What identifies a roster row within its roster, the same on every replica.
public enum RowID: Hashable, Comparable, Sendable {
  /// A row that a repeat count (or the questionnaire's first empty row) made: its place, from 1.
  case ordinal(UInt32)
  /// A row that a person added: 64 random bits.
  case minted(UInt64)
}

extension RowID {
  /// `3` for the third row of a counted roster, `r` and 16 hexadecimal digits for one that a person
  /// added.
  package var text: String {
    switch self {
    case .ordinal(let place): return String(place)
    case .minted(let bits):
      let digits = String(bits, radix: 16)
      return "r" + String(repeating: "0", count: 16 - digits.count) + digits
    }
  }
}

/// A question's place in a response: `question` is its path of names without rows
/// (`/data/children/childs_name`), `rows` the rows of the rosters on the way, outermost first.
public struct AnswerKey: Hashable, Comparable, Sendable {
  /// Names joined by `/`, from the root.
  public var question: String
  /// One a roster on the way, outermost first.
  public var rows: [RowID]

  public init(question: String, rows: [RowID] = []) {
    self.question = question
    self.rows = rows
  }
}

/// What a register of a record holds.
public enum RegisterKey: Hashable, Comparable, Sendable {
  /// A fact about the record itself, by name; `RegisterKey.Field` lists those we write.
  case field(String)
  /// The answer to a question.
  case answer(AnswerKey)
  /// The presence of a roster row: `question` is the roster's path, the last of `rows` the row.
  case row(AnswerKey)
  /// A key of a newer version of the software: kept and forwarded, never interpreted.
  case unknown(kind: UInt8, bytes: [UInt8])
}

extension RegisterKey {
  /// The fields that this version writes.
  public enum Field {
    /// Value `.text` of the definition's canonical hash, 64 lower-case hexadecimal digits.
    public static let definition = "definition"
    /// Value `.text` of the supervision area.
    public static let area = "area"
    /// Value `.text` `"true"` once the enumerator declares the interview finished.
    public static let finished = "finished"
    /// Value `.text` of the assigned unit (dwelling, household, person), when there is one.
    public static let unit = "unit"
    /// Value `.text` of the time zone the interview began in (`America/El_Salvador`): its dates and
    /// times are read in it wherever they are read.
    public static let timeZone = "time_zone"
    /// Before the canonical hash of a version that the response was answered under before it was
    /// moved to another: value `.text` `"true"`.
    public static let movedFrom = "moved_from:"
    /// Before a question's path: value `.text` of its answer in the interview finished before, as
    /// far as the questionnaire asks for it (`${last-saved#name}`).
    public static let lastSaved = "last_saved:"
  }
}
