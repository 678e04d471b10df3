public import Replication

/// The canonical bytes of a record: equal states have equal bytes on every machine. The layout is
/// specified in Docs/Merge.md.
public enum RecordCoder {
  /// The first byte; a reader refuses what is greater.
  public static let version: UInt8 = 1

  /// Canonical: tables and registers sorted, nothing in a table that nothing refers to.
  public static func encode(_ record: Record) -> [UInt8] {
    let tables = RecordTables(of: record)
    var writer = ByteWriter()
    writer.write(byte: version)
    writer.write(record.id)
    writer.write(byte: record.kind.rawValue)
    tables.write(to: &writer, record)
    writer.write(count: record.registers.count)
    for (key, register) in record.registers {
      writer.write(key) { writer, name in writer.write(count: tables.index(of: name)) }
      writer.write(count: register.count)
      for item in register.sorted(by: { RecordTables.inTableOrder($0.dot, $1.dot) }) {
        writer.write(count: tables.index(of: item.dot))
        writer.write(item.value)
      }
    }
    writer.write(count: record.decisions.count)
    for dot in record.decisions.keys.sorted(by: RecordTables.inTableOrder) {
      guard let decision = record.decisions[dot] else { continue }
      writer.write(count: tables.index(of: dot))
      writer.write(decision.kind)
      writer.write(varint: decision.round)
      tables.write(decision.context, to: &writer)
      writer.write(text: decision.comment)
    }
    return writer.bytes
  }

  /// A version vector's canonical bytes, complete in themselves: for digests of contexts.
  public static func encode(_ context: VersionVector) -> [UInt8] {
    var writer = ByteWriter()
    writer.write(context)
    return writer.bytes
  }

  /// The version vector of bytes that `encode(_:)` wrote, whoever wrote them.
  public static func decodeContext(
    _ bytes: [UInt8]
  ) throws(RecordDecodingError) -> VersionVector {
    var reader = ByteReader(bytes)
    let context = try reader.readVersionVector()
    try reader.expectEnd()
    return context
  }

  /// What one seal did, as the seal log's chain covers it.
  public static func encodeChange(_ pending: PendingWrites, _ decision: Decision?) -> [UInt8] {
    var writer = ByteWriter()
    writer.write(pending)
    if let decision { writer.write(decision) }
    return writer.bytes
  }
}
