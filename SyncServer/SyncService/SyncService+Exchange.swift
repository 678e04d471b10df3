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
    try sync([(request, caller)])[0].get()
  }

  /// Several exchanges, with the answers that they would get if they came at the same moment. What all
  /// hand over is one transaction, and what all are told is read at one moment: most of what a small
  /// exchange costs is what each of these costs.
  /// - Returns: an answer or an error each, in their order.
  public func sync(
    _ requests: [(request: SyncRequest, caller: Caller)]
  ) -> [Result<SyncResponse, ServiceError>] {
    do {
      // Made when it is first needed, which is a write: not while one moment is read.
      let proof = try cursorProof()
      var (state, exchanges, foreseen) = try store.atOneMoment { () throws(StoreError) in
        let state = ServerState(
          published: try store.definitions(publishedOnly: true), server: try store.replica,
          epoch: try store.epoch, proof: proof)
        let exchanges = Exchanges(of: requests) { (request, caller) throws(ServiceError) in
          try opened(request, caller, state)
        }
        let arrived = exchanges.standing.flatMap(\.request.batch.records)
        return (state, exchanges, try store.foreseen(arrived))
      }
      let foresight = try Foresight(foreseen, of: &exchanges, checker)
      try takeIn(&exchanges, foresight)
      try goOnAsAnother(if: exchanges.standing.contains(where: \.provesLostPast), state, &exchanges)
      try store.atOneMoment { () throws(StoreError) in
        exchanges.each { (exchange) throws(ServiceError) in
          try storing { () throws(StoreError) in try answer(&exchange, state) }
        }
      }
      exchanges.each { (exchange) throws(ServiceError) in
        try storing { () throws(StoreError) in try finish(&exchange) }
      }
      return exchanges.answers
    } catch {
      return requests.map { _ in .failure(.storeUnavailable(cause: error)) }
    }
  }

  /// Makes the request whole, and notes what the store knows of who makes it.
  private func opened(
    _ request: SyncRequest, _ caller: Caller, _ state: ServerState
  ) throws(ServiceError) -> Exchange {
    var request = try unpacked(try whole(request, from: caller, state), from: caller)
    request.batch.records.sort { $0.id < $1.id }
    if request.batch.mostStatesOfOneRecord > SyncLimits.recordStates {
      throw .malformed(.tooLarge(field: "record", limit: SyncLimits.recordStates))
    }
    let isUpToDate = state.catalogue == request.catalogue
    return try storing { [request] () throws(StoreError) in
      var exchange = Exchange(
        request: request, caller: caller, areas: Standing.counted(caller.areas),
        isUpToDate: isUpToDate, known: try store.chain(of: request.replica),
        taken: request.batch.records, account: CheckAccount(environment.checkWork),
        draft: ResponseDraft(
          server: state.server, epoch: state.epoch,
          wordedByAsker: request.wordsVerdicts && isUpToDate ? state.hashes : []))
      try noticeLostPast(in: &exchange, state.proof)
      return exchange
    }
  }

  /// Merges what the exchanges hand over in one transaction; where that fails, in one each: nothing of
  /// one keeps back another.
  private func takeIn(
    _ exchanges: inout Exchanges, _ foresight: Foresight
  ) throws(StoreError) {
    let writing = exchanges.standing.count(where: \.hasToWrite)
    if writing == 0 { return }
    do {
      try store.inOneTransaction { () throws(StoreError) in
        try exchanges.together { (exchange) throws(StoreError) in
          try merge(&exchange, foresight)
        }
      }
    } catch {
      exchanges.each { (exchange) throws(ServiceError) in
        // Whoever only asks is answered all the same.
        guard exchange.hasToWrite else { return }
        if writing == 1 { throw .storeUnavailable(cause: error) }
        try storing { () throws(StoreError) in
          try store.inOneTransaction { () throws(StoreError) in try merge(&exchange, foresight) }
        }
      }
    }
  }

  /// Within the transaction that is under way.
  private func merge(
    _ exchange: inout Exchange, _ foresight: Foresight
  ) throws(StoreError) {
    let (request, caller) = (exchange.request, exchange.caller)
    if exchange.isOfRestoredDevice { try noteRestoredDevice(&exchange) }
    if request.batch.isEmpty { return }
    let roles = RoleCheck(
      of: caller, writingAs: request.replica, known: exchange.known.revision, request.batch.seals)
    var checked: [RecordID: StoredDocument] = [:]
    exchange.outcomes = try store.merge(
      exchange.taken, seals: roles.admittedSeals,
      from: .client(caller.author.name, writingAs: request.replica),
      foreseen: foresight.merges(of: exchange.taken),
      checking: { [account = exchange.account] record in
        let documents =
          try foresight.documents(on: record) ?? checker.documents(on: record, paidBy: account)
        checked[record.id] = documents[Verdict.documentKind]
        return documents
      },
      admitting: roles.objection)
    exchange.checked = checked
  }

  /// What is told of this moment: outcomes, receipts, and the changes of others.
  private func answer(_ exchange: inout Exchange, _ state: ServerState) throws(StoreError) {
    let (request, caller) = (exchange.request, exchange.caller)
    var draft = exchange.draft
    try tellOutcomes(of: exchange, &draft)
    draft.response.known = try store.chain(of: request.replica)
    draft.response.forks = try forks(concerning: request)
    try addChanges(to: request, areas: exchange.areas, state.proof, &draft)
    try addFeedEnds(of: request.batch, state.proof, &draft.response)
    if !exchange.isUpToDate { draft.response.definitions = state.published }
    if request.wantsReceipts { try addSignedReceipts(&draft, areas: caller.areas) }
    try addAttachmentHorizon(request, &draft.response)
    try pack(&draft.response, for: request, published: state.published)
    exchange.draft = draft
  }

  private func tellOutcomes(
    of exchange: Exchange, _ draft: inout ResponseDraft
  ) throws(StoreError) {
    let request = exchange.request
    if request.batch.isEmpty { return }
    let repeated = request.batch.repeatedRecords
    var found: [RecordID: Verdict] = [:]
    for (sent, outcome) in zip(exchange.taken, exchange.outcomes) {
      let digest = Array(SHA256.hash(data: sent.bytes))
      if case .quarantined(let reason) = outcome.result {
        draft.response.quarantined.append(
          QuarantineNotice(
            record: sent.id, digest: digest, code: reason.code, message: reason.message))
      }
      let document = exchange.checked[sent.id]
      // Of what lies in areas that it does not follow a caller is told what it handed over, no more.
      let isEntitled =
        outcome.isAsSent
        || outcome.record?.text(of: RegisterKey.Field.area).map(exchange.areas.contains) ?? false
      let verdict =
        try outcome.record == nil || document != nil
        ? kept(document) : isEntitled ? verdict(on: sent.id) : nil
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
    draft.response.plain = PlainOutcomes(of: draft.plain, among: request.batch, verdicts: found)
    draft.response.plain.sequencesAreRuns = request.wordsVerdicts
  }

  /// What is kept and told of the device itself.
  private func finish(_ exchange: inout Exchange) throws(StoreError) {
    let (request, caller) = (exchange.request, exchange.caller)
    var response = exchange.draft.response
    if let number = caller.enrolment, !request.signingKey.isEmpty {
      try store.keep(signingKey: request.signingKey, ofEnrolment: number)
      response.knowsSigningKey = true
    }
    if request.wantsOfficeKey { response.officeKey = try officeKey() }
    if request.wantsCertificate, let number = caller.enrolment {
      response.certificate = try certificate(ofEnrolment: number)
    }
    try addEnrolments(request, caller, &response)
    if caller.isOverruled { response.notices.append(.overruled) }
    response.readsStanding = request.readsBrief
    response.readsChanges = request.writesChanges
    exchange.draft.response = response
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
  private func noteRestoredDevice(_ exchange: inout Exchange) throws(StoreError) {
    let (request, name) = (exchange.request, exchange.caller.author.name)
    try store.log(
      code: "DEVICE-RESTORED",
      Message(
        es: "El equipo de \(name) parece restaurado de un respaldo o copiado.",
        en: "The device of \(name) seems restored from a backup or copied."))
    let lines = request.batch.seals.filter { $0.dot.replica == request.replica }
    if let first = try store.firstUnknown(among: lines) {
      try store.learnFork(of: request.replica, from: first)
    }
    exchange.known = try store.chain(of: request.replica)
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

extension Batch {
  fileprivate var mostStatesOfOneRecord: Int {
    Dictionary(records.map { ($0.id, 1) }, uniquingKeysWith: +).values.max() ?? 0
  }

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
