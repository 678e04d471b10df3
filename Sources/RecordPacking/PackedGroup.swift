internal import Crypto
internal import RecordCoding
public import Replication
public import SyncProtocol

/// Records of one questionnaire as they travel: without names of questions, choices or replicas that
/// both sides know. The bytes are specified in Docs/SyncProtocol.md, "Packed records".
public enum PackedGroup {
  /// The first byte; a reader refuses any other.
  private static let version: UInt8 = 1
  /// Of the questionnaire's hash.
  static let nameBytes = 3
  /// Of the digest over what was packed.
  static let checkBytes = 4
  /// Of a line's chain: lines with others travel as they are.
  static let chainBytes = SHA256.byteCount
  static let headerBytes = 1 + nameBytes + checkBytes

  /// A record with the lines of seal logs about it.
  public struct Member: Hashable, Sendable {
    public var record: Record
    public var lines: [SealEntry]

    public init(record: Record, lines: [SealEntry]) {
      self.record = record
      self.lines = lines
    }
  }

  /// Packs responses to one questionnaire.
  ///
  /// - Throws: what a reader would refuse: more than its limits allow.
  public static func pack(
    _ members: [Member], _ layout: RecordLayout, from sender: PackingSender
  ) throws(PackingError) -> [UInt8] {
    var group = GroupCoder(RangeEncoder(), layout, from: sender)
    _ = try group.begin(members.count)
    for member in members { _ = try group.record(member.record, lines: member.lines) }
    let packed = group.symbols.finish()
    return [version] + layout.name
      + check(members.map { ($0, RecordCoder.encode($0.record)) }, layout) + packed
  }

  /// The beginning of the hash of the questionnaire that packed bytes are of.
  public static func definition(of bytes: [UInt8]) throws(PackingError) -> String {
    guard bytes.count > headerBytes, bytes[0] == version || bytes[0] == PackedChanges.version
    else { throw .notPacked }
    return Array(bytes[1...nameBytes]).hexadecimal
  }

  /// Reads what `pack` wrote, of bytes that anybody may have written.
  public static func unpack(
    _ bytes: [UInt8], _ layout: RecordLayout, from sender: PackingSender
  ) throws(PackingError) -> [(encoded: EncodedRecord, member: Member)] {
    var budget = PackingBudget()
    return try unpack(bytes, layout, from: sender, within: &budget)
  }

  /// The same, of one of several groups that share a budget.
  static func unpack(
    _ bytes: [UInt8], _ layout: RecordLayout, from sender: PackingSender,
    within budget: inout PackingBudget
  ) throws(PackingError) -> [(encoded: EncodedRecord, member: Member)] {
    guard try layout.definition.hasPrefix(definition(of: bytes)) else {
      throw .unknownDefinition(try definition(of: bytes))
    }
    guard bytes[0] == version else { throw .notPacked }
    let decoder = try RangeDecoder(bytes[headerBytes...], atMost: budget.bits)
    var group = GroupCoder(decoder, layout, from: sender)
    defer { budget.bits = group.symbols.coder.bitsLeft }
    let count = try group.begin(0)
    if count == 0 { throw .malformed("a group of none") }
    var unpacked: [(encoded: EncodedRecord, member: Member)] = []
    for _ in 0..<count {
      let (record, lines) = try group.record(nil, lines: [])
      let encoded = RecordCoder.encode(record)
      budget.canonicalBytes -= encoded.count
      if budget.canonicalBytes < 0 {
        throw .tooLarge("records", limit: PackingLimits.canonicalBytes)
      }
      unpacked.append(
        (EncodedRecord(id: record.id, bytes: encoded), Member(record: record, lines: lines)))
    }
    guard
      check(unpacked.map { ($0.member, $0.encoded.bytes) }, layout)
        == bytes[headerBytes - checkBytes..<headerBytes]
    else { throw .otherLayout }
    return unpacked
  }

  /// What shows that exactly what was packed came out.
  static func check(
    _ members: [(member: Member, bytes: [UInt8])], _ layout: RecordLayout
  ) -> ArraySlice<UInt8> {
    var hash = SHA256()
    hash.update(data: layout.digest)
    for (member, bytes) in members {
      hash.update(data: bytes)
      for line in member.lines.sorted(by: { $0.dot < $1.dot }) {
        var writer = ByteWriter()
        writer.write(line)
        hash.update(data: writer.bytes)
      }
    }
    return Array(hash.finalize())[..<checkBytes]
  }
}

extension SymbolCoder<RangeEncoder> {
  /// What was written.
  mutating func finish() -> [UInt8] { coder.finish() }
}
