/// What an author saved and has not sealed: it has no dot yet, so it costs no clock.
public struct PendingWrites: Hashable, Sendable {
  /// One write, with the entries its author was shown: exactly those it supersedes when sealed.
  public struct Write: Hashable, Sendable {
    /// What was saved.
    public var value: AnswerValue
    /// The entries that stood on the screen.
    public var supersedes: Set<Dot>
    public init(value: AnswerValue, supersedes: Set<Dot>) {
      self.value = value
      self.supersedes = supersedes
    }
  }

  /// Who saved all of them: another author seals first.
  public var author: Author
  /// The last write of each key.
  public var writes: [RegisterKey: Write]

  public init(author: Author, writes: [RegisterKey: Write] = [:]) {
    self.author = author
    self.writes = writes
  }

  /// Whether nothing waits.
  public var isEmpty: Bool { writes.isEmpty }
}

extension PendingWrites {
  /// Saves `value` over what `shown`, the record as its author has it on the screen, shows there.
  ///
  /// An earlier pending write of the key gives way, and what that one was to supersede stays
  /// superseded. Of a conflict only the value that was shown is superseded: the rest waits for a
  /// resolution. The deletion of a row supersedes earlier deletions only, so that the row keeps
  /// its place should somebody else's edit bring it back.
  public mutating func save(_ value: AnswerValue, to key: RegisterKey, shown: Record) {
    let superseded = shown.registers[key]?.filter {
      Self.isSuperseded($0.value, by: value, in: shown, key)
    }
    save(Write(value: value, supersedes: Set((superseded ?? []).map(\.dot))), to: key)
  }

  /// Saves a write that names what it supersedes.
  public mutating func save(_ write: Write, to key: RegisterKey) {
    var write = write
    if let earlier = writes[key] { write.supersedes.formUnion(earlier.supersedes) }
    writes[key] = write
  }

  private static func isSuperseded(
    _ entry: AnswerValue, by value: AnswerValue, in shown: Record, _ key: RegisterKey
  ) -> Bool {
    switch (value, key) {
    case (.deleted, _): if case .deleted = entry { true } else { false }
    case (_, .row), (_, .unknown): true
    default: entry == shown.value(of: key)
    }
  }
}
