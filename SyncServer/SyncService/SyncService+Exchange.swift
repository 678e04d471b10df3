internal import Crypto
internal import Messages
public import Replication
public import SQLiteStore
public import SyncProtocol

extension SyncService {
  /// One exchange: merges what came, checks it, and answers with receipts and the changes of
  /// others. Repeating a request changes nothing.
  ///
  /// Receipts speak of a commit that has returned. What cannot be decoded is kept in quarantine,
  /// acknowledged as such, and keeps nothing else back.
  public func sync(
    _ request: SyncRequest, from caller: Caller
  ) throws(ServiceError) -> SyncResponse {
    let request = try unpacked(try whole(request, from: caller), from: caller)
    return try storing { () throws(StoreError) in
      let (published, server, epoch, chain) = try store.atOneMoment { () throws(StoreError) in
        (
          try store.definitions(publishedOnly: true), try store.replica, try store.epoch,
          try store.chain(of: request.replica)
        )
      }
      let isUpToDate = DefinitionCatalogue.digest(published.map(\.hash)) == request.catalogue
      var draft = ResponseDraft(
        server: server, epoch: epoch,
        wordedByAsker: request.wordsVerdicts && isUpToDate ? Set(published.map(\.hash)) : [])
      let known = try noteRestoredDevice(request, caller, known: chain)
      try takeIn(request, from: caller, known: known, &draft)
      let proof = try cursorProof()
      let areas = Standing.counted(caller.areas)
      try noticeLostPast(in: request, areas, proof, &draft.response)
      try store.atOneMoment { () throws(StoreError) in
        draft.response.known = try store.chain(of: request.replica)
        draft.response.forks = try forks(concerning: request)
        try addChanges(to: request, areas: areas, proof, &draft)
        try addFeedEnds(of: request.batch, proof, &draft.response)
        if !isUpToDate { draft.response.definitions = published }
        if request.wantsReceipts { try addSignedReceipts(&draft, areas: caller.areas) }
        try addAttachmentHorizon(request, &draft.response)
        try pack(&draft.response, for: request, published: published)
      }
      if let number = caller.enrolment, !request.signingKey.isEmpty {
        try store.keep(signingKey: request.signingKey, ofEnrolment: number)
        draft.response.knowsSigningKey = true
      }
      if request.wantsOfficeKey { draft.response.officeKey = try officeKey() }
      try addEnrolments(request, caller, &draft.response)
      if caller.isOverruled { draft.response.notices.append(.overruled) }
      draft.response.readsStanding = request.readsBrief
      draft.response.readsChanges = request.writesChanges
      return draft.response.brief(for: request)
    }
  }

  private func takeIn(
    _ request: SyncRequest, from caller: Caller, known: UInt64, _ draft: inout ResponseDraft
  ) throws(StoreError) {
    if request.batch.isEmpty { return }
    // In the order in which outcomes are told: their numbers in the feed are then a run.
    var batch = request.batch
    batch.records.sort { $0.id < $1.id }
    let roles = RoleCheck(of: caller, writingAs: request.replica, known: known, batch.seals)
    let foresight = try Foresight(of: batch.records, in: store, checker)
    var checked: [RecordID: StoredDocument] = [:]
    let outcomes = try store.merge(
      batch.records, seals: roles.admittedSeals,
      from: .client(caller.author.name, writingAs: request.replica),
      foreseen: foresight.merges,
      checking: { record in
        let documents = try foresight.documents(on: record) ?? checker.documents(on: record)
        checked[record.id] = documents[Verdict.documentKind]
        return documents
      },
      admitting: roles.objection)
    let repeated = batch.repeatedRecords
    var found: [RecordID: Verdict] = [:]
    for (sent, outcome) in zip(batch.records, outcomes) {
      let digest = Array(SHA256.hash(data: sent.bytes))
      if case .quarantined(let reason) = outcome.result {
        draft.response.quarantined.append(
          QuarantineNotice(
            record: sent.id, digest: digest, code: reason.code, message: reason.message))
      }
      let document = checked[sent.id]
      let verdict =
        try outcome.record == nil || document != nil
        ? kept(document) : verdict(on: sent.id)
      draft.held[sent.id] = outcome.held
      if outcome.isAsSent, !repeated.contains(sent.id) {
        draft.taken[sent.id] = outcome.sequence
      }
      if request.readsPlain, outcome.isAsSent, let verdict,
        verdict.isPlain || request.wordsVerdicts, !repeated.contains(sent.id)
      {
        draft.plain.insert(sent.id)
        if !verdict.isPlain { found[sent.id] = draft.told(verdict) }
        continue
      }
      draft.response.receipts.append(
        Receipt(record: sent.id, digest: digest, context: outcome.held))
      if let verdict { draft.tell(verdict) }
    }
    draft.response.plain = PlainOutcomes(of: draft.plain, among: batch, verdicts: found)
    draft.response.plain.sequencesAreRuns = request.wordsVerdicts
  }

  /// Tries again what an older version had to set aside: to be called before the first request.
  /// - Returns: how many records left the quarantine.
  @discardableResult
  public func retryQuarantined() throws(StoreError) -> Int {
    try store.retryQuarantined(checking: { record in try checker.documents(on: record) })
  }

  /// The verdict on a record's present state, if it was checked.
  public func verdict(on record: RecordID) throws(StoreError) -> Verdict? {
    kept(try store.document(kind: Verdict.documentKind, about: record))
  }

  /// A verdict that a newer version wrote is passed over: the next check replaces it.
  func kept(_ document: StoredDocument?) -> Verdict? {
    do throws(WireError) {
      return try document.map { (document) throws(WireError) in try Verdict(document) }
    } catch {
      return nil
    }
  }

  /// A device whose seal log is shorter than what it once sent, or another, was restored from a
  /// backup, or has a twin. It finds out itself; the office should know too. What it sealed that is
  /// not here must not be taken for what its twin sealed.
  /// - Returns: how far its log goes here since.
  private func noteRestoredDevice(
    _ request: SyncRequest, _ caller: Caller, known: Chain
  ) throws(StoreError) -> UInt64 {
    let isBehind = request.chain.revision < known.revision
    let isOther = request.chain.revision == known.revision && request.chain.hash != known.hash
    guard isBehind || isOther else { return known.revision }
    try store.log(
      code: "DEVICE-RESTORED",
      Message(
        es: "El equipo de \(caller.author.name) parece restaurado de un respaldo o copiado.",
        en: "The device of \(caller.author.name) seems restored from a backup or copied."))
    let lines = request.batch.seals.filter { $0.dot.replica == request.replica }
    if let first = try store.firstUnknown(among: lines) {
      try store.learnFork(of: request.replica, from: first)
    }
    return try store.chain(of: request.replica).revision
  }

  /// What the device must know of forks, so that its records go by the names that they have here.
  private func forks(concerning request: SyncRequest) throws(StoreError) -> [ForkNotice] {
    let carried = Set(request.batch.seals.map(\.dot.replica)).subtracting([request.replica])
    var forks: [ForkNotice] = []
    for replica in [request.replica] + carried.sorted() where forks.count < SyncLimits.forks {
      guard let first = try store.firstForked(of: replica) else { continue }
      forks.append(ForkNotice(replica: replica, first: first))
    }
    return forks
  }
}

/// An answer while it is put together.
struct ResponseDraft {
  var response: SyncResponse
  /// Of the records handed over, what need not be sent again.
  var held: [RecordID: VersionVector] = [:]
  /// Of them, those that the store has since just as they were sent, by their numbers in the feed.
  var taken: [RecordID: UInt64] = [:]
  /// Of them, those told of together.
  var plain: Set<RecordID> = []
  /// Hashes of the questionnaires by which the asker words violations itself.
  private let wordedByAsker: Set<String>
  private var verdictBytes = 0
  private var told: Set<RecordID> = []

  init(server: ReplicaID, epoch: UInt64, wordedByAsker: Set<String> = []) {
    response = SyncResponse(server: server, epoch: epoch)
    self.wordedByAsker = wordedByAsker
  }

  /// Adds a verdict, one a record; past the limit without its violations, which the next change of
  /// the record brings again.
  mutating func tell(_ verdict: Verdict) {
    guard told.insert(verdict.record).inserted else { return }
    response.verdicts.append(told(verdict))
  }

  /// A verdict as the asker gets it.
  mutating func told(_ verdict: Verdict) -> Verdict {
    var verdict = wordedByAsker.contains(verdict.definition) ? verdict.unworded : verdict
    verdictBytes += verdict.fieldBytes.count
    if verdictBytes > SyncLimits.verdictBytes { verdict.violations = [] }
    return verdict
  }
}

extension Batch {
  /// Records of which it holds several states.
  fileprivate var repeatedRecords: Set<RecordID> {
    var seen: Set<RecordID> = []
    return Set(records.map(\.id).filter { !seen.insert($0).inserted })
  }
}

extension Verdict {
  /// Whether nothing need be said but that the record is valid.
  fileprivate var isPlain: Bool { state == .valid && violations.isEmpty }
}
