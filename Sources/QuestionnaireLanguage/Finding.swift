public import Messages

/// What checking found: a stable code, how bad, where, and what to do.
public struct Finding: Hashable, Sendable {
  public enum Severity: String, Hashable, Sendable, Comparable {
    case note
    case warning
    case error

    private var rank: Int { self == .note ? 0 : self == .warning ? 1 : 2 }
    public static func < (a: Self, b: Self) -> Bool { a.rank < b.rank }
  }

  /// `Q0042`-like; never reused.
  public var code: String
  public var severity: Severity
  public var place: Place?
  /// What is wrong.
  public var message: Message
  /// What to do about it.
  public var remedy: Message

  public init(
    code: String, severity: Severity, place: Place?, message: Message, remedy: Message
  ) {
    self.code = code
    self.severity = severity
    self.place = place
    self.message = message
    self.remedy = remedy
  }
}
