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

/// Gathers batches, and joins the states of each record.
private struct RecordJoin {
  private var records: [RecordID: Record] = [:]
  private var unreadable: [EncodedRecord] = []
  private var seals: Set<SealEntry> = []
  private var merged: Set<RecordID> = []

  mutating func add(_ batch: Batch) {
    seals.formUnion(batch.seals)
    for encoded in batch.records {
      guard let record = try? RecordCoder.decode(encoded.bytes), record.id == encoded.id else {
        if !unreadable.contains(encoded) { unreadable.append(encoded) }
        continue
      }
      guard let held = records[record.id] else {
        records[record.id] = record
        continue
      }
      if held != record { merged.insert(record.id) }
      records[record.id] = held.merged(with: record)
    }
  }

  func result() -> (Batch, BundleMergeReport) {
    let joined = records.values.sorted { $0.id < $1.id }
    var report = BundleMergeReport()
    report.records = joined.count + unreadable.count
    report.merged = merged.sorted()
    report.unreadable = unreadable.map(\.id).sorted()
    for record in joined {
      report.conflicts += record.conflicts.map {
        .init(record: record.id, key: $0.key, values: $0.values)
      }
    }
    let batch = Batch(
      records: joined.map { EncodedRecord(id: $0.id, bytes: RecordCoder.encode($0)) }
        + unreadable.sorted { ($0.id, $0.bytes.count) < ($1.id, $1.bytes.count) },
      seals: seals.sorted { ($0.dot, $0.record) < ($1.dot, $1.record) })
    return (batch, report)
  }
}
