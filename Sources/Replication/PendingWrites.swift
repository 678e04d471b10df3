/// What an author saved and has not sealed: it has no dot yet, so it costs no clock.
public struct PendingWrites: Hashable, Sendable {
  /// One write, with the entries its author was shown: exactly those it supersedes when sealed.
  public struct Write: Hashable, Sendable {
    public var value: AnswerValue
    public var supersedes: Set<Dot>
    public init(value: AnswerValue, supersedes: Set<Dot>) {
      self.value = value
      self.supersedes = supersedes
    }
  }

  public var author: Author
  public var writes: [RegisterKey: Write]

  public init(author: Author, writes: [RegisterKey: Write] = [:]) {
    self.author = author
    self.writes = writes
  }
}
