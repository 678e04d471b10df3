internal import RecordCoding

extension PlainOutcomes: FieldCoded {
  private static let bits = Tag(1, "bits")
  private static let sequences = Tag(2, "sequences")
  private static let signature = Tag(3, "signature")

  package func write(to writer: inout FieldWriter) {
    writer.bytes(Self.bits, bits)
    if signature.isEmpty { return }
    writer.payload(Self.sequences) { payload in
      var last: Int64 = 0
      for sequence in sequences.map(Int64.init(bitPattern:)) {
        payload.write(zigzag: sequence &- last)
        last = sequence
      }
    }
    writer.bytes(Self.signature, signature)
  }

  package init(_ fields: Fields) throws(WireError) {
    self.init(bits: try fields.bytes(Self.bits, limit: SyncLimits.batchRecords / 8))
    guard fields.has(Self.signature) else { return }
    signature = try fields.hash(Self.signature)
    // Left out where nothing is signed: given, it must say something.
    guard !signature.isEmpty else { throw .invalid(field: Self.signature.name) }
    sequences = try fields.payload(Self.sequences) { (reader) throws(RecordDecodingError) in
      var sequences: [UInt64] = []
      var last: Int64 = 0
      while !reader.isAtEnd, sequences.count <= SyncLimits.batchRecords {
        last &+= try reader.readZigzag()
        sequences.append(UInt64(bitPattern: last))
      }
      return sequences
    }
  }
}
