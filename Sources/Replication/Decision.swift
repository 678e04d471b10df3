/// What a supervisor or the office decided about a record, and on which state of it.
public struct Decision: Hashable, Sendable {
  /// What was decided.
  public enum Kind: Hashable, Sendable {
    case approve
    case reject
    /// The response is withdrawn: hidden unless an answer lies outside `context`.
    case void
    /// The siblings of `key` were resolved; the chosen value is the register's write of this dot.
    case resolve(RegisterKey)
    /// Kept and forwarded, never interpreted.
    case unknown(kind: UInt8, bytes: [UInt8])
  }

  /// What was decided.
  public var kind: Kind
  /// Counts from 1; a decision that answers an earlier one carries the next round. 0 for a
  /// resolution, which decides nothing about the record.
  public var round: UInt32
  /// What the person who decided had been shown.
  public var context: VersionVector
  /// Why, in the words of the person who decided.
  public var comment: String

  public init(kind: Kind, round: UInt32, context: VersionVector, comment: String) {
    self.kind = kind
    self.round = round
    self.context = context
    self.comment = comment
  }
}
