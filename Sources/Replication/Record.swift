/// The unit of replication: registers, decisions and the context of all that it has seen.
///
/// A value of sealed state only; what an author has saved but not sealed is `PendingWrites`.
/// Invariants: every dot of an entry or a decision lies in `context` and has its stamp; no stamp
/// stands for any other dot; no register is empty.
public struct Record: Hashable, Sendable {
  /// What a record is about; kinds we do not know are kept and forwarded.
  public struct Kind: RawRepresentable, Hashable, Sendable {
    public var rawValue: UInt8
    public init(rawValue: UInt8) { self.rawValue = rawValue }
    /// An interview.
    public static let response = Kind(rawValue: 1)
    /// A unit that somebody is to visit.
    public static let assignment = Kind(rawValue: 2)
  }

  public let id: RecordID
  /// What it is about; never changes.
  public let kind: Kind
  /// For each key the entries that nobody has superseded: one normally, several in a conflict.
  public internal(set) var registers: Registers
  /// Grow-only.
  public internal(set) var decisions: [Dot: Decision]
  /// Author and time of every dot that `registers` or `decisions` mention.
  public internal(set) var stamps: [Dot: Stamp]
  /// All seals of this record that this state has seen.
  public internal(set) var context: VersionVector

  /// A record that nobody has written to.
  public init(id: RecordID, kind: Kind) {
    self.id = id
    self.kind = kind
    registers = Registers()
    decisions = [:]
    stamps = [:]
    context = VersionVector()
  }

  /// A record from its parts, as a decoder or an oracle finds them; nil where they break the
  /// invariants. Stamps of dots that nothing mentions are left out.
  public init?(
    id: RecordID, kind: Kind, registers: Registers,
    decisions: [Dot: Decision], stamps: [Dot: Stamp], context: VersionVector
  ) {
    self.id = id
    self.kind = kind
    self.registers = registers
    self.decisions = decisions
    self.stamps = stamps
    self.context = context
    guard mentionedDots.allSatisfy({ context.contains($0) && stamps[$0] != nil }) else {
      return nil
    }
    dropUnusedStamps()
  }
}

extension Record {
  /// The dots of all entries and decisions: those that still say something.
  public var mentionedDots: Set<Dot> {
    decisions.isEmpty ? registers.mentionedDots : registers.mentionedDots.union(decisions.keys)
  }

  /// Leaves the stamps of dots that still say something.
  mutating func dropUnusedStamps() {
    let mentioned = mentionedDots
    if stamps.count > mentioned.count { stamps = stamps.filter { mentioned.contains($0.key) } }
  }
}
