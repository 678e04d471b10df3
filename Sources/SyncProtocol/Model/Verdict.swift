public import Messages
public import Replication

/// What a server found when it checked a record against exactly the questionnaire it names.
public struct Verdict: Hashable, Sendable {
  public enum State: Hashable, Sendable {
    /// No violation that forbids finishing.
    case valid
    /// At least one violation is an error.
    case invalid
    /// The record names a questionnaire that this server was never given; it is kept.
    case unknownDefinition
    /// The questionnaire is known and could not be applied to the record; it is kept.
    case notChecked
    /// The state of a newer version of the software.
    case unknown(UInt8)
  }

  /// One finding of the check, at one place of the response.
  public struct Finding: Hashable, Sendable {
    public enum Severity: UInt8, Hashable, Sendable, CaseIterable {
      case warning = 1
      case error = 2
    }

    /// As the interview reports it: `required`, `constraint`, `choice`, …
    public var code: String
    /// Spelled as in the golden files: `/data/children[1]/name`.
    public var path: String
    public var severity: Severity
    /// Without words where a peer is to word it by the questionnaire itself.
    public var message: Message

    public init(code: String, path: String, severity: Severity, message: Message) {
      self.code = code
      self.path = path
      self.severity = severity
      self.message = message
    }

    private static let noWords = Message(es: "", en: "")

    /// The same for a peer that words it itself.
    public var unworded: Finding {
      Finding(code: code, path: path, severity: severity, message: Self.noWords)
    }

    public var isUnworded: Bool { message == Self.noWords }
  }

  public var record: RecordID
  /// SHA-256 of the canonical context of the state that was checked.
  public var contextDigest: [UInt8]
  /// Canonical hash of the questionnaire, 64 hexadecimal digits; empty when the record names none.
  public var definition: String
  public var state: State
  public var violations: [Finding]

  public init(
    record: RecordID, contextDigest: [UInt8], definition: String, state: State,
    violations: [Finding]
  ) {
    self.record = record
    self.contextDigest = contextDigest
    self.definition = definition
    self.state = state
    self.violations = violations
  }

  /// The same for a peer that words its violations itself.
  public var unworded: Verdict {
    var unworded = self
    unworded.violations = violations.map(\.unworded)
    return unworded
  }
}
