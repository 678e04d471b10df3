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
  /// Records that two copies of one device wrote under one identity: what each wrote goes by a name
  /// of its own now, and stands side by side.
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
    var bundle = Bundle(
      header: header, definitions: definitions.values.sorted { $0.hash < $1.hash }, batch: batch,
      unknown: bundles.flatMap(\.unknown))
    // Each holds its files whole: of one that several hold, the first one's pieces do.
    var files: Set<AttachmentDigest> = []
    for other in bundles {
      let news = Set(other.attachments.map(\.digest)).subtracting(files)
      bundle.attachments += other.attachments.filter { news.contains($0.digest) }
      files.formUnion(news)
    }
    return (bundle, report)
  }
}

/// Gathers batches, and joins the states of each record once all seals are known, so that the
/// order of the files decides nothing.
private struct RecordJoin {
  private var states: [(record: Record, lines: [SealEntry])] = []
  private var unreadable: [EncodedRecord] = []
  private var forks = ForkSurvey()

  mutating func add(_ batch: Batch) {
    forks.add(batch.seals)
    let lines = Dictionary(grouping: batch.seals, by: \.record)
    for encoded in batch.records {
      guard let record = try? RecordCoder.decode(encoded.bytes), record.id == encoded.id else {
        if !unreadable.contains(encoded) { unreadable.append(encoded) }
        continue
      }
      states.append((record, lines[record.id] ?? []))
    }
  }

  func result() -> (Batch, BundleMergeReport) {
    var report = BundleMergeReport()
    report.unreadable = unreadable.map(\.id).sorted()
    var records = unreadable
    let first = forks.firstForked(among: states)
    let byRecord = Dictionary(grouping: states, by: \.record.id)
    for (id, states) in byRecord.sorted(by: { $0.key < $1.key }) {
      let named = Set(states.map { $0.record.renamed(by: first, lines: $0.lines) })
      if !named.isSubset(of: states.map(\.record)) { report.forked.append(id) }
      if named.count > 1 { report.merged.append(id) }
      guard let joined = named.joined else { continue }
      records.append(joined.encoded)
      report.conflicts += joined.conflicts.map {
        .init(record: id, key: $0.key, values: $0.values)
      }
    }
    report.records = records.count
    let batch = Batch(
      records: records.sorted(by: Self.precedes),
      seals: forks.lines(renamedFrom: first).sorted(by: Self.precedes))
    return (batch, report)
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

extension Set<Record> {
  /// The join of all states of one record; nil where there is none.
  fileprivate var joined: Record? {
    guard let any = first else { return nil }
    return reduce(any) { $0.merged(with: $1) }
  }
}

extension Record {
  fileprivate var encoded: EncodedRecord {
    EncodedRecord(id: id, bytes: RecordCoder.encode(self))
  }
}
