public import Interviewing
public import Replication

/// A response as a reviewer reads it: what the questionnaire makes of it, and who wrote what.
public struct Response: Sendable {
  public let summary: ResponseSummary
  /// Every node in document order; empty where the store lacks the questionnaire.
  public let nodes: [NodeState]
  /// What this device finds wrong; empty where the store lacks the questionnaire.
  public let violations: [Violation]
  public let conflicts: [AnswerConflict]
  /// Oldest first.
  public let decisions: [SignedDecision]
  /// With what is pending.
  let record: Record
  /// What a person who reads this has been shown.
  let shown: VersionVector

  /// Who gave the answer that is shown at a node, and when; nil for derived values and for what is
  /// not sealed yet.
  public func stamp(of node: NodeState) -> Stamp? {
    guard let key = node.key, let entry = record.entries(of: key).first,
      entry.stamp.time < .unsealed
    else { return nil }
    return entry.stamp
  }

  /// Why somebody kept an answer that breaks a soft check.
  public func comment(on node: NodeState) -> String? {
    guard case .answer(let key)? = node.key,
      case .text(let text)? = record.value(of: .answer(key.comment))
    else { return nil }
    return text
  }

  public func isConflicted(_ node: NodeState) -> Bool {
    node.key.map(record.isConflicted) ?? false
  }
}

/// A decision with its author and time.
public struct SignedDecision: Hashable, Sendable {
  public let decision: Decision
  public let stamp: Stamp
}

/// An answer on which people disagree: what each said, the value shown elsewhere first.
public struct AnswerConflict: Hashable, Sendable {
  public let response: RecordID
  /// Spelled as in the golden files; `@name` for a fact about the response itself (`@area`).
  public let path: String
  public let key: RegisterKey
  public let options: [Option]

  /// One of the things that were said, with the last to say so.
  public struct Option: Hashable, Sendable {
    /// What people call it by, from 1; it keeps the number that it was shown under.
    public let number: Int
    public let value: AnswerValue
    public let stamp: Stamp
    /// The entries that say it.
    public let dots: Set<Dot>
  }
}

extension AnswerConflict {
  init(_ conflict: Conflict, path: String, in response: RecordID) {
    self.response = response
    self.path = path
    key = conflict.key
    options = conflict.values.enumerated().compactMap { place, value in
      let entries = conflict.entries.filter { $0.value == value }
      guard let last = entries.max(by: { $0.stamp.time < $1.stamp.time }) else { return nil }
      return Option(
        number: place + 1, value: value, stamp: last.stamp, dots: Set(entries.map(\.dot)))
    }
  }
}

extension WallTime {
  /// What `Record.including` stamps writes with that are not sealed.
  static let unsealed = WallTime(milliseconds: .max)
}
