internal import Messages
internal import Replication
internal import SQLiteStore
internal import SyncProtocol

/// Stores a server's answer: what is not stored yet comes again.
struct SyncInbox {
  let store: Store
  /// What a hub does besides; nil on a device.
  let relay: SyncRelay?

  /// What came of others' work.
  struct Taken {
    var received = 0
    var conflicts: [SyncReport.ConflictNotice] = []
    var mergeViolations: [MergeViolation] = []
    var reviews: [Review] = []
    /// Questionnaires that the records name.
    var definitions: Set<String> = []
  }

  /// Stores all of an answer in one transaction. Without its cursors where questionnaires must be
  /// fetched, so that a cut between lets the answer come again.
  /// - Returns: what came, and which questionnaires must be fetched before `advance`.
  func store(
    _ response: SyncResponse, of replica: ReplicaID
  ) throws(StoreError) -> (Taken, [QuestionnaireShelf.Wanted]) {
    try store.inOneTransaction { () throws(StoreError) in
      let taken = try take(response, of: replica)
      let wanted = try QuestionnaireShelf(store: store).wanted(
        listed: response.definitions, isHubs: response.root != nil, named: taken.definitions)
      if wanted.isEmpty { try advance(response) }
      return (taken, wanted)
    }
  }

  private func take(_ response: SyncResponse, of replica: ReplicaID) throws(StoreError) -> Taken {
    try noticeRestoredServer(response, lostItsPast: response.lostItsPast)
    // Before anything is merged or acknowledged under names that no longer hold.
    for fork in response.forks { try store.learnFork(of: fork.replica, from: fork.first) }
    // A hub seals nothing: whoever says that it did is not believed.
    if relay == nil {
      try store.compare(response.known, of: replica)
      let isForgotten = try store.isForgotten(after: response.known, of: replica)
      if isForgotten { try noticeRestoredServer(response, lostItsPast: true) }
    }
    var watch = try ReviewWatch(store)
    try watch.noteBefore(response.changes.records)
    let outcomes = try store.merge(
      response.changes.records, seals: response.changes.seals, from: .upstream,
      checking: relay?.checking ?? { _ in [:] })
    try keep(response.verdicts)
    // Last of what concerns our own records: until then they are offered again.
    try store.acknowledge(response.receipts, at: response.cursors + response.feedEnds)
    if try !ReceiptProofs(store).keep(response, isHub: relay != nil) {
      try store.log(
        code: "RECEIPT-REFUSED",
        Message(
          es: "El servidor firmó recibos con otra llave que la de la inscripción; no se guardaron.",
          en: "The server signed receipts with another key than at enrolment; they were not kept."))
    }
    if response.knowsSigningKey {
      try store.noteBundleKey(knownTo: response.upstream)
    }
    try OfficeKeyInbox(store).take(response.officeKey, from: response.upstream)
    try CertificateInbox(store).take(response.certificate)
    try relay?.takeIn(response)
    try log(response)
    return try taken(outcomes, &watch)
  }

  /// A hub checks for itself, and keeps what the server found only of what it cannot check.
  private func keep(_ verdicts: [Verdict]) throws(StoreError) {
    let documents = verdicts.map { (id: $0.record, document: $0.document) }
    guard relay != nil else { return try store.put(documents, kind: Verdict.documentKind) }
    let unchecked = [Verdict.State.unknownDefinition, .notChecked].map { Int($0.number) }
    var news: [(id: RecordID, document: StoredDocument)] = []
    for entry in documents where try store.summary(of: entry.id) != nil {
      let own = try store.document(kind: Verdict.documentKind, about: entry.id)
      if let own, !unchecked.contains(own.status) || own == entry.document { continue }
      news.append(entry)
    }
    try store.put(news, kind: Verdict.documentKind, announcing: Set(news.map(\.id)))
  }

  /// Says that everything of the answer is stored: the next request asks for what follows.
  func advance(_ response: SyncResponse) throws(StoreError) {
    try store.put(response.cursors)
  }

  private func taken(
    _ outcomes: [MergeOutcome], _ watch: inout ReviewWatch
  ) throws(StoreError) -> Taken {
    var taken = Taken()
    var check = MergeCheck(store)
    for outcome in outcomes {
      guard let record = outcome.record else { continue }
      // Also of what was here before: a cut may have come between the record and its questionnaire.
      if let hash = record.text(of: RegisterKey.Field.definition) {
        taken.definitions.insert(hash)
      }
      guard outcome.result != .unchanged else { continue }
      taken.received += 1
      taken.mergeViolations += try check.violations(madeBy: outcome)
      if let review = try watch.review(of: outcome) { taken.reviews.append(review) }
      taken.conflicts += outcome.newConflicts.map { .init(record: record.id, key: $0) }
    }
    return taken
  }

  /// A server restored from a backup has another identity or epoch than when it gave its receipts, or
  /// says that it never passed our cursors, or lacks seals that it acknowledged: it may have lost more,
  /// so everything is offered again.
  private func noticeRestoredServer(
    _ response: SyncResponse, lostItsPast: Bool
  ) throws(StoreError) {
    guard try store.follow(response.upstream, lostItsPast: lostItsPast) else { return }
    try store.log(
      code: "SYNC-SERVER-RESTORED",
      Message(
        es: "El servidor es otro o fue restaurado de un respaldo; se le ofrece todo de nuevo.",
        en: "The server is another or was restored from a backup; it is offered everything again."))
  }

  private func log(_ response: SyncResponse) throws(StoreError) {
    for notice in response.notices { try store.log(code: notice.code, notice.message) }
    for notice in response.quarantined {
      try store.log(
        code: notice.code,
        Message(
          es: "\(notice.record): apartada en el servidor. \(notice.message.spanish)",
          en: "\(notice.record): kept apart on the server. \(notice.message.english)"))
    }
    for moved in response.moved {
      try store.log(
        code: "SYNC-MOVED",
        Message(
          es: "\(moved.record): ahora es del área \(moved.area).",
          en: "\(moved.record): belongs to area \(moved.area) now."))
    }
  }
}
