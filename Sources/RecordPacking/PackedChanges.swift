internal import RecordCoding
public import Replication
public import SyncProtocol

/// What was changed of records that the reader holds as they were before, those of one questionnaire.
/// The bytes are specified in Docs/SyncProtocol.md, "Packed changes".
public enum PackedChanges {
  /// The first byte; readers that know only whole records refuse it.
  static let version: UInt8 = 2
  /// Of the digest of a context, by which a change names the state that it builds on.
  static let baseBytes = 4

  /// Whether a group of a batch holds changes.
  public static func isOne(_ group: [UInt8]) -> Bool { group.first == version }

  /// A record with the lines about it, all of them, and what the reader has seen of it.
  public struct Change: Hashable, Sendable {
    public var member: PackedGroup.Member
    public var seen: VersionVector

    public init(member: PackedGroup.Member, seen: VersionVector) {
      self.member = member
      self.seen = seen
    }
  }

  /// Packs what the records say beyond the states of those contexts.
  ///
  /// - Throws: what a reader would refuse: more than its limits allow.
  public static func pack(
    _ changes: [Change], _ layout: RecordLayout, from sender: PackingSender
  ) throws(PackingError) -> [UInt8] {
    var group = GroupCoder(RangeEncoder(), layout, from: sender)
    _ = try group.begin(changes.count)
    for change in changes { _ = try group.change(change) { _ in nil } }
    let packed = group.symbols.finish()
    let check = PackedGroup.check(
      changes.map { ($0.member, RecordCoder.encode($0.member.record)) }, layout)
    return [version] + layout.name + check + packed
  }

  /// The whole records, of bytes that anybody may have written.
  ///
  /// - Parameter held: a record as it is here, with the lines about it; nil where it is not.
  /// - Throws: `.otherBase` where a change builds on something else than that.
  public static func unpack(
    _ bytes: [UInt8], _ layout: RecordLayout, from sender: PackingSender,
    onto held: (RecordID) -> PackedGroup.Member?
  ) throws(PackingError) -> [(encoded: EncodedRecord, member: PackedGroup.Member)] {
    var budget = PackingBudget()
    return try unpack(bytes, layout, from: sender, onto: held, within: &budget)
  }

  /// The same, of one of several groups that share a budget.
  static func unpack(
    _ bytes: [UInt8], _ layout: RecordLayout, from sender: PackingSender,
    onto held: (RecordID) -> PackedGroup.Member?, within budget: inout PackingBudget
  ) throws(PackingError) -> [(encoded: EncodedRecord, member: PackedGroup.Member)] {
    guard try layout.definition.hasPrefix(PackedGroup.definition(of: bytes)) else {
      throw .unknownDefinition(try PackedGroup.definition(of: bytes))
    }
    guard bytes[0] == version else { throw .notPacked }
    let decoder = try RangeDecoder(bytes[PackedGroup.headerBytes...], atMost: budget.bits)
    var group = GroupCoder(decoder, layout, from: sender)
    defer { budget.bits = group.symbols.coder.bitsLeft }
    let count = try group.begin(0)
    if count == 0 { throw .malformed("a group of none") }
    var unpacked: [(encoded: EncodedRecord, member: PackedGroup.Member)] = []
    for _ in 0..<count {
      let member = try group.change(nil, onto: held)
      let encoded = RecordCoder.encode(member.record)
      budget.canonicalBytes -= encoded.count
      if budget.canonicalBytes < 0 {
        throw .tooLarge("records", limit: PackingLimits.canonicalBytes)
      }
      unpacked.append((EncodedRecord(id: member.record.id, bytes: encoded), member))
    }
    let check = PackedGroup.check(unpacked.map { ($0.member, $0.encoded.bytes) }, layout)
    // Equal contexts and other contents: one of two twins' states.
    guard check == bytes[PackedGroup.headerBytes - PackedGroup.checkBytes..<PackedGroup.headerBytes]
    else { throw .otherBase }
    return unpacked
  }
}
