internal import RecordCoding

extension PlainOutcomes: FieldCoded {
  private static let bits = Tag(1, "bits")
  private static let sequences = Tag(2, "sequences")
  private static let signature = Tag(3, "signature")
  private static let found = Tag(4, "found", repeated: true)
  private static let runs = Tag(5, "runs")

  package func write(to writer: inout FieldWriter) {
    writer.bytes(Self.bits, bits)
    for verdict in found { writer.value(Self.found, verdict) }
    if signature.isEmpty { return }
    if sequencesAreRuns {
      writer.payload(Self.runs) { Self.write(runsOf: sequences, to: &$0) }
    } else {
      writer.payload(Self.sequences) { payload in
        var last: Int64 = 0
        for sequence in sequences.map(Int64.init(bitPattern:)) {
          payload.write(zigzag: sequence &- last)
          last = sequence
        }
      }
    }
    writer.bytes(Self.signature, signature)
  }

  /// For each run of consecutive numbers the difference of its first from the last before, and how
  /// many follow it.
  private static func write(runsOf sequences: [UInt64], to payload: inout ByteWriter) {
    var last: UInt64 = 0
    var rest = sequences[...]
    while let first = rest.first {
      let run = rest.enumerated().prefix { $1 == first &+ UInt64($0) }.count
      payload.write(zigzag: Int64(bitPattern: first &- last))
      payload.write(varint: UInt64(run - 1))
      last = first &+ UInt64(run - 1)
      rest = rest.dropFirst(run)
    }
  }

  private static func readRuns(
    _ reader: inout ByteReader
  ) throws(RecordDecodingError) -> [UInt64] {
    var sequences: [UInt64] = []
    var last: UInt64 = 0
    while !reader.isAtEnd {
      let first = last &+ UInt64(bitPattern: try reader.readZigzag())
      let more = try reader.readVarint()
      guard more < UInt64(SyncLimits.batchRecords - sequences.count) else {
        throw reader.failure(.tooLarge("a run", limit: SyncLimits.batchRecords))
      }
      sequences += (0...more).map { first &+ $0 }
      last = first &+ more
    }
    return sequences
  }

  package init(_ fields: Fields) throws(WireError) {
    self.init(bits: try fields.bytes(Self.bits, limit: SyncLimits.batchRecords / 8))
    found = try fields.values(Self.found, FoundVerdict.self, limit: SyncLimits.batchRecords)
    guard fields.has(Self.signature) else { return }
    signature = try fields.hash(Self.signature)
    // Left out where nothing is signed: given, it must say something.
    guard !signature.isEmpty else { throw .invalid(field: Self.signature.name) }
    sequencesAreRuns = fields.has(Self.runs)
    if sequencesAreRuns {
      sequences = try fields.payload(Self.runs) { (reader) throws(RecordDecodingError) in
        try Self.readRuns(&reader)
      }
      return
    }
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
