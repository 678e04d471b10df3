/// The unit of replication: registers, decisions and the context of all that it has seen.
///
/// A value of sealed state only; what an author has saved but not sealed is `PendingWrites`.
public struct Record: Hashable, Sendable {
  /// What a record is about; kinds we do not know are kept and forwarded.
  public struct Kind: RawRepresentable, Hashable, Sendable {
    public var rawValue: UInt8
    public init(rawValue: UInt8) { self.rawValue = rawValue }
    public static let response = Kind(rawValue: 1)
    public static let assignment = Kind(rawValue: 2)
  }

  public let id: RecordID
  public let kind: Kind
  /// For each key the entries that nobody has superseded: one normally, several in a conflict.
  public internal(set) var registers: [RegisterKey: [Dot: AnswerValue]]
  /// Grow-only.
  public internal(set) var decisions: [Dot: Decision]
  /// Author and time of every dot that `registers` or `decisions` mention.
  public internal(set) var stamps: [Dot: Stamp]
  public internal(set) var context: VersionVector

  public init(id: RecordID, kind: Kind) {
    self.id = id
    self.kind = kind
    registers = [:]
    decisions = [:]
    stamps = [:]
    context = VersionVector()
  }
}
