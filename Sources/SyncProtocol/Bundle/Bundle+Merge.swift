internal import RecordCoding
public import Replication

/// What merging bundles did, for the person who carries them.
public struct BundleMergeReport: Hashable, Sendable {
  /// Records of the result.
  public var records: Int = 0
  /// Those that more than one bundle held in different states.
  public var merged: [RecordID] = []
  /// Where people disagree in the result, of whatever origin.
  public var conflicts: [RecordConflict] = []
  /// Records whose bytes this version cannot read; each distinct state is kept as it came.
  public var unreadable: [RecordID] = []
  /// Records that two copies of one device wrote under one identity, in different states: joining
  /// them would lose answers, so each state is kept as it came.
  public var forked: [RecordID] = []

  public struct RecordConflict: Hashable, Sendable {
    public var record: RecordID
    public var key: RegisterKey
    /// The values, the shown one first.
    public var values: [AnswerValue]
  }
}

extension Bundle {
  /// Joins bundles into one, record by record; the order makes no difference to the records.
  public static func merge(
    _ bundles: [Bundle], producer: ReplicaID, author: Author, created: WallTime
  ) -> (bundle: Bundle, report: BundleMergeReport) {
    var join = RecordJoin()
    for bundle in bundles { join.add(bundle.batch) }
    var definitions: [String: DefinitionResponse] = [:]
    for definition in bundles.flatMap(\.definitions) { definitions[definition.hash] = definition }
    let header = BundleHeader(
      producer: producer, author: author, created: created,
      definitions: Set(bundles.flatMap(\.header.definitions)).sorted())
    let (batch, report) = join.result()
    let bundle = Bundle(
      header: header, definitions: definitions.values.sorted { $0.hash < $1.hash }, batch: batch,
      unknown: bundles.flatMap(\.unknown))
    return (bundle, report)
  }
}

/// Gathers batches, and joins the states of each record once all seals are known, so that the
/// order of the files decides nothing.
private struct RecordJoin {
  private var states: [RecordID: [Record]] = [:]
  private var unreadable: [EncodedRecord] = []
  /// Copies of a device give one dot two chains.
  private var seals: [Dot: Set<SealEntry>] = [:]

  mutating func add(_ batch: Batch) {
    for entry in batch.seals { seals[entry.dot, default: []].insert(entry) }
    for encoded in batch.records {
      guard let record = try? RecordCoder.decode(encoded.bytes), record.id == encoded.id else {
        if !unreadable.contains(encoded) { unreadable.append(encoded) }
        continue
      }
      guard states[record.id]?.contains(record) != true else { continue }
      states[record.id, default: []].append(record)
    }
  }

  func result() -> (Batch, BundleMergeReport) {
    var report = BundleMergeReport()
    report.unreadable = unreadable.map(\.id).sorted()
    var records = unreadable
    let forked = forked
    for (id, states) in states.sorted(by: { $0.key < $1.key }) {
      guard states.count == 1 || !forked.contains(id) else {
        report.forked.append(id)
        records += states.map(\.encoded)
        continue
      }
      if states.count > 1 { report.merged.append(id) }
      let joined = states.dropFirst().reduce(states[0]) { $0.merged(with: $1) }
      records.append(joined.encoded)
      report.conflicts += joined.conflicts.map {
        .init(record: id, key: $0.key, values: $0.values)
      }
    }
    report.records = records.count
    let lines = seals.values.joined()
    let batch = Batch(
      records: records.sorted(by: Self.precedes),
      seals: lines.sorted(by: Self.precedes))
    return (batch, report)
  }

  /// What the diverging lines of a forked seal log sealed: equal revisions mean different answers.
  private var forked: Set<RecordID> {
    let diverging = seals.values.filter { lines in
      lines.contains { $0.chain != lines.first?.chain }
    }
    return Set(diverging.joined().map(\.record))
  }

  private static func precedes(_ a: SealEntry, _ b: SealEntry) -> Bool {
    guard a.dot == b.dot else { return a.dot < b.dot }
    guard a.record == b.record else { return a.record < b.record }
    return a.chain.lexicographicallyPrecedes(b.chain)
  }

  private static func precedes(_ a: EncodedRecord, _ b: EncodedRecord) -> Bool {
    a.id == b.id ? a.bytes.lexicographicallyPrecedes(b.bytes) : a.id < b.id
  }
}

extension Record {
  fileprivate var encoded: EncodedRecord {
    EncodedRecord(id: id, bytes: RecordCoder.encode(self))
  }
}
