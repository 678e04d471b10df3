public import Replication

/// The canonical bytes of a record: equal states have equal bytes on every machine. The layout is
/// specified in Docs/Merge.md.
public enum RecordCoder {
  /// The first byte; a reader refuses what is greater.
  public static let version: UInt8 = 1

  /// Canonical: tables and registers sorted, nothing in a table that nothing refers to.
  public static func encode(_ record: Record) -> [UInt8] {
    let tables = RecordTables(of: record)
    var writer = ByteWriter(capacity: bytesARegister * record.registers.count)
    writer.write(byte: version)
    writer.write(record.id)
    writer.write(byte: record.kind.rawValue)
    tables.write(to: &writer, record)
    writer.write(count: record.registers.count)
    write(record.registers, tables, to: &writer)
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

  /// What a register takes with its name, about.
  private static let bytesARegister = 32

  private static func write(
    _ registers: Registers, _ tables: RecordTables, to writer: inout ByteWriter
  ) {
    for place in registers.indices {
      let (key, register) = registers[place]
      writer.write(key) { writer, _ in writer.write(count: tables.places[place] ?? 0) }
      writer.write(count: register.count)
      if register.isSingle {
        write(register[0], tables, to: &writer)
      } else {
        for item in register.sorted(by: { RecordTables.inTableOrder($0.dot, $1.dot) }) {
          write(item, tables, to: &writer)
        }
      }
    }
  }

  private static func write(
    _ item: Register.Item, _ tables: RecordTables, to writer: inout ByteWriter
  ) {
    writer.write(count: tables.index(of: item.dot))
    writer.write(item.value)
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

  /// What the first seal of a record did, of the record as it left it: `encodeChange` without making
  /// the writes anew. Nil where entries of other seals stand in it; what this seal wrote over, it does
  /// not tell: whoever has the true chain compares.
  package static func encodeOnlyChange(of record: Record) -> [UInt8]? {
    guard let dot = record.context.dots.first, record.context.dots.count == 1,
      let stamp = record.stamps[dot]
    else { return nil }
    var writes: [(key: RegisterKey, value: PendingWrites.Write)] = []
    writes.reserveCapacity(record.registers.count)
    for (key, register) in record.registers {
      guard register.isSingle, register[0].dot == dot else { return nil }
      writes.append((key, PendingWrites.Write(value: register[0].value, supersedes: [])))
    }
    var writer = ByteWriter(capacity: bytesARegister * writes.count)
    writer.write(writes, of: stamp.author)
    if let decision = record.decisions[dot] { writer.write(decision) }
    return writer.bytes
  }

  /// What one seal did, as the seal log's chain covers it.
  public static func encodeChange(_ pending: PendingWrites, _ decision: Decision?) -> [UInt8] {
    var writer = ByteWriter()
    writer.write(pending)
    if let decision { writer.write(decision) }
    return writer.bytes
  }
}
