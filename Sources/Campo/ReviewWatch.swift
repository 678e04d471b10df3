internal import Replication
internal import SQLiteStore
internal import SyncProtocol

/// Tells an enumerator what supervisors and coordinators did to the responses that he began, of what arrives.
struct ReviewWatch {
  private let store: Store
  /// Nil where nobody who interviews works with the store.
  private let reader: Author?
  /// What the store held of each record before.
  private var known: [RecordID: VersionVector] = [:]
  private var forms: KnownForms

  init(_ store: Store) throws(StoreError) {
    self.store = store
    let author = try store.enrolledAuthor()
    reader = author?.role == .enumerator ? author : nil
    forms = KnownForms(store)
  }

  /// To be called before the records are merged.
  mutating func noteBefore(_ records: [EncodedRecord]) throws(StoreError) {
    guard reader != nil else { return }
    for record in records where known[record.id] == nil {
      // What is not here, or damaged, is new to whoever reads.
      guard try store.summary(of: record.id) != nil,
        let stored = try store.undamaged(record.id)
      else { continue }
      known[record.id] = stored.record.context
    }
  }

  /// What is new of it in a record as it was merged; nil where nothing is.
  mutating func review(of outcome: MergeOutcome) throws(StoreError) -> Review? {
    guard let reader, let record = outcome.record, outcome.result != .unchanged,
      record.kind == .response, record.beginner?.name == reader.name
    else { return nil }
    let form = try record.text(of: RegisterKey.Field.definition).flatMap {
      (hash) throws(StoreError) in try forms.form(hash)
    }
    return Review(of: record, beyond: known[record.id] ?? VersionVector(), form)
  }
}
