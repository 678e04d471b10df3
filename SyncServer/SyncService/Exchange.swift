internal import Replication
internal import SQLiteStore
internal import SyncProtocol

/// One exchange on its way: a request, who makes it, and the answer as far as it is put together.
struct Exchange {
  /// Whole, with nothing packed, its records in the order in which outcomes are told.
  let request: SyncRequest
  let caller: Caller
  /// The areas that the caller follows, as both sides count them.
  let areas: [String]
  /// Whether the device has the list of questionnaires that are published.
  let isUpToDate: Bool
  /// Where the log of the replica that it writes as ends here.
  var known: Chain
  /// Whether a cursor that this store gave it comes from a past that the store has lost.
  var provesLostPast = false
  /// Of what it handed over, what is merged now. The rest was too much to check at once: it gets no
  /// receipt, and comes again.
  var taken: [EncodedRecord]
  /// What checks of it may take.
  let account: CheckAccount
  /// Of what is merged, in its order.
  var outcomes: [MergeOutcome] = []
  /// Verdicts that the merge came to.
  var checked: [RecordID: StoredDocument] = [:]
  var draft: ResponseDraft

  /// Whether the log of the device is shorter than what it once sent, or another: it was restored from
  /// a backup, or has a twin.
  var isOfRestoredDevice: Bool {
    request.chain.revision < known.revision
      || request.chain.revision == known.revision && request.chain.hash != known.hash
  }

  /// Whether the store is written to for it.
  var hasToWrite: Bool { isOfRestoredDevice || !request.batch.isEmpty }
}

/// Exchanges that go together, each until it fails.
struct Exchanges {
  private var all: [Result<Exchange, ServiceError>]

  /// - Parameter open: makes an exchange of each request.
  init(
    of requests: [(request: SyncRequest, caller: Caller)],
    _ open: (SyncRequest, Caller) throws(ServiceError) -> Exchange
  ) {
    all = requests.map { request, caller in
      do throws(ServiceError) { return .success(try open(request, caller)) } catch {
        return .failure(error)
      }
    }
  }

  /// Those that have not failed.
  var standing: [Exchange] {
    all.compactMap { if case .success(let one) = $0 { one } else { nil } }
  }

  /// Who pays for the check of each of some records that were handed over, in the same order.
  func accounts(of foreseen: [ForeseenMerge]) -> [CheckAccount] {
    var accounts: [CheckAccount] = []
    for exchange in standing {
      for record in exchange.request.batch.records
      where accounts.count < foreseen.count && foreseen[accounts.count].isOf(record) {
        accounts.append(exchange.account)
      }
    }
    return accounts
  }

  mutating func putOff(_ late: [(foreseen: ForeseenMerge, account: CheckAccount)]) {
    if late.isEmpty { return }
    each { (exchange) throws(ServiceError) in
      // By record: a batch may put off thousands.
      let own = Dictionary(
        grouping: late.filter { $0.account === exchange.account }.map(\.foreseen), by: \.record.id)
      exchange.taken.removeAll { record in
        own[record.id]?.contains { $0.isOf(record) } ?? false
      }
    }
  }

  /// The answer to each request, in their order.
  var answers: [Result<SyncResponse, ServiceError>] {
    all.map { $0.map { exchange in exchange.draft.response.brief(for: exchange.request) } }
  }

  /// Carries each one on; what that throws ends this exchange alone.
  mutating func each(_ carryOn: (inout Exchange) throws(ServiceError) -> Void) {
    for place in all.indices {
      guard case .success(var exchange) = all[place] else { continue }
      do throws(ServiceError) {
        try carryOn(&exchange)
        all[place] = .success(exchange)
      } catch {
        all[place] = .failure(error)
      }
    }
  }

  /// Carries all on, as far as nothing is thrown.
  mutating func together(
    _ carryOn: (inout Exchange) throws(StoreError) -> Void
  ) throws(StoreError) {
    for place in all.indices {
      guard case .success(var exchange) = all[place] else { continue }
      try carryOn(&exchange)
      all[place] = .success(exchange)
    }
  }
}

/// What exchanges that go together find here.
struct ServerState {
  let published: [DefinitionSummary]
  /// Hashes of the published questionnaires.
  let hashes: Set<String>
  let catalogue: [UInt8]
  let server: ReplicaID
  let epoch: UInt64
  let proof: CursorProof

  init(published: [DefinitionSummary], server: ReplicaID, epoch: UInt64, proof: CursorProof) {
    self.published = published
    hashes = Set(published.map(\.hash))
    catalogue = DefinitionCatalogue.digest(published.map(\.hash))
    (self.server, self.epoch, self.proof) = (server, epoch, proof)
  }
}
