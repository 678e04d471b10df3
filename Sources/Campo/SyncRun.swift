internal import CurlTransport
internal import Messages
internal import Replication
package import SQLiteStore
internal import SyncProtocol

/// One synchronization: does what the session decides, and tells it what came of it.
package struct SyncRun {
  private let store: Store
  private let link: any SyncLink
  private let progress: (SyncEvent) -> Void
  private let pause: @Sendable (_ milliseconds: Int) async throws -> Void
  private let policy = SyncPolicy()
  private var session: SyncSession
  private var report = SyncReport()
  private var packing: SyncPacking
  private var standing: SyncStanding
  private var wording: SyncWording
  private let relay: SyncRelay?
  private let files: (any AttachmentLink)?
  private let fetchesFiles: Bool

  /// - Parameters:
  ///   - files: how files go; nil where they stay.
  ///   - fetchesFiles: whether those that are missing here are fetched.
  ///   - relay: what a hub does besides; nil on a device.
  package init(
    _ store: Store, over link: any SyncLink, files: (any AttachmentLink)? = nil,
    fetchesFiles: Bool = false, relay: SyncRelay? = nil,
    progress: @escaping (SyncEvent) -> Void = { _ in },
    pause: @escaping @Sendable (Int) async throws -> Void = {
      try await Task.sleep(for: .milliseconds($0))
    }
  ) {
    self.store = store
    self.link = link
    self.files = files
    self.fetchesFiles = fetchesFiles
    self.relay = relay
    self.progress = progress
    self.pause = pause
    session = SyncSession(policy)
    packing = SyncPacking(store)
    standing = SyncStanding(store)
    wording = SyncWording(store)
  }

  package mutating func run() async throws(SyncError) -> SyncReport {
    // Sealing and packing a day's interviews takes a phone as long as the way to the server.
    if try SyncError.storing({ () throws(StoreError) in try store.hasUnsealed() }) { link.open() }
    var action = session.start()
    var failure = SyncError.cancelled
    while true {
      switch action {
      case .exchange(let bytes):
        do {
          action = try await exchange(batchBytes: bytes)
        } catch {
          failure = error
          action = session.failed(error.failure, random: Double.random(in: 0..<1))
        }
      case .wait(let milliseconds, let bytes):
        progress(.retrying(milliseconds: milliseconds, because: failure.message))
        do { try await pause(milliseconds) } catch { throw .cancelled }
        action = .exchange(batchBytes: bytes)
      case .finish:
        try await transferFiles()
        return try finished()
      case .giveUp: throw failure
      case .stop(let records): throw .unacknowledged(records)
      }
    }
  }

  private mutating func exchange(batchBytes: Int) async throws(SyncError) -> SyncSession.Action {
    let outgoing = try outgoing(batchBytes: batchBytes)
    let request = outgoing.request
    let answer = try await answer(to: outgoing)
    let response = try SyncError.storing { () throws(StoreError) in
      try wording.worded(answer, sent: request.batch.records)
    }
    let inbox = SyncInbox(store: store, relay: relay)
    let (taken, wanted) = try SyncError.storing { () throws(StoreError) in
      try inbox.store(response, of: request.replica)
    }
    if !wanted.isEmpty {
      for questionnaire in wanted { try await fetch(questionnaire) }
      try SyncError.storing { () throws(StoreError) in try inbox.advance(response) }
    }
    let (waiting, canSendMore) = try SyncError.storing { () throws(StoreError) in
      // A damaged record waits and cannot be sent: to go on for its sake would never end.
      let next = try store.outgoing(.unacknowledged, limit: 1, maxBytes: 1)
      return (try store.unacknowledgedCount(), !next.isEmpty)
    }
    add(response, taken)
    progress(
      .stored(acknowledged: response.receipts.count, received: taken.received, waiting: waiting))
    return session.answered(sent: request.batch.records, response, moreWaits: canSendMore)
  }

  /// After the responses, the files that they name; tried again as batches are.
  private mutating func transferFiles() async throws(SyncError) {
    guard let files,
      let upstream = try SyncError.storing({ () throws(StoreError) in try store.followedUpstream() }
      )
    else { return }
    var transfer = try AttachmentTransfer(store, over: files, to: upstream, progress: progress)
    var retry = SyncSession(policy)
    var moved = transfer.report
    while true {
      do {
        try await transfer.send()
        if fetchesFiles { try await transfer.fetch() }
        report.files = transfer.report
        return
      } catch {
        if transfer.report != moved { retry = SyncSession(policy) }
        moved = transfer.report
        guard
          case .wait(let milliseconds, _) = retry.failed(
            error.failure, random: Double.random(in: 0..<1))
        else { throw error }
        progress(.retrying(milliseconds: milliseconds, because: error.message))
        do { try await pause(milliseconds) } catch { throw .cancelled }
      }
    }
  }

  /// Asks in as few words as both sides are known to read; if they prove too few, in more.
  private mutating func answer(to outgoing: Outgoing) async throws(SyncError) -> SyncResponse {
    while true {
      let followed = try SyncError.storing { () throws(StoreError) in
        try standing.followed(outgoing.request)
      }
      do {
        if let response = try await asked(outgoing, followed) { return response }
        // A server of an older version passed over what was packed.
        _ = packing.yield()
      } catch {
        guard try saysMore(after: error, wasBrief: followed != nil) else { throw error }
        try SyncError.storing { () throws(StoreError) in
          try store.log(code: error.code, error.message)
        }
      }
    }
  }

  /// Gives up what the server could not read, for the rest of this synchronization.
  /// - Returns: whether saying more may help.
  private mutating func saysMore(
    after error: SyncError, wasBrief: Bool
  ) throws(SyncError) -> Bool {
    if wasBrief, error.isOfStanding {
      standing.giveUp()
      return true
    }
    if error.isOfOlderPacking {
      try SyncError.storing { () throws(StoreError) in try standing.noteChanges(readBy: nil) }
    }
    return error.isOfPacking && packing.yield()
  }

  /// - Parameter followed: the request for the server that was followed last alone, in few words.
  /// - Returns: nil where what was packed was passed over.
  private mutating func asked(
    _ outgoing: Outgoing, _ followed: SyncRequest?
  ) async throws(SyncError) -> SyncResponse? {
    let request = outgoing.request
    // What another server holds nobody here knows.
    let readsChanges = try SyncError.storing { () throws(StoreError) in
      followed == nil ? false : try standing.readsChanges(request)
    }
    let packed = try packing.packed(followed ?? request, beyond: readsChanges ? outgoing.seen : [:])
    report(sending: packed, of: request)
    let isBrief = followed != nil
    let answer = try completed(
      try await link.sync(isBrief ? packed.brief : packed), isBrief ? packed : nil)
    try SyncError.storing { () throws(StoreError) in
      if !isBrief { try standing.note(answer) }
      if answer.readsChanges { try standing.noteChanges(readBy: answer) }
    }
    let response = try spelledOut(packing.unpacked(answer), request)
    return packed.batch.packed.isEmpty || !response.receipts.isEmpty ? response : nil
  }

  /// - Parameter request: nil of one that was asked in full.
  private func completed(
    _ response: SyncResponse, _ request: SyncRequest?
  ) throws(SyncError) -> SyncResponse {
    do throws(WireError) {
      if let request { return try response.completed(for: request) }
      if response.isBrief { throw .missing(field: "server") }
      return response
    } catch {
      throw .answer(error)
    }
  }

  private func spelledOut(
    _ response: SyncResponse, _ request: SyncRequest
  ) throws(SyncError) -> SyncResponse {
    do { return try response.spelledOut(for: request.batch) } catch { throw .answer(error) }
  }

  private func report(sending wire: SyncRequest, of request: SyncRequest) {
    let plain = wire.batch.records.reduce(0) { $0 + $1.bytes.count }
    let packed = wire.batch.packed.reduce(0) { $0 + $1.count }
    progress(.sending(responses: request.batch.records.count, bytes: plain + packed))
  }

  /// A request with nothing packed.
  private struct Outgoing {
    var request: SyncRequest
    /// Of its records, what the server is known to have seen.
    var seen: [RecordID: VersionVector]
  }

  /// What waits, up to so many bytes, and where we stand.
  private func outgoing(batchBytes: Int) throws(SyncError) -> Outgoing {
    try SyncError.storing { () throws(StoreError) in
      let published = try store.definitions(publishedOnly: true)
      let gain = packing.isOn && !published.isEmpty ? policy.packedGain : 1
      let records = try store.outgoing(
        .unacknowledged, limit: policy.batchRecords, maxBytes: gain * batchBytes)
      let replica = try store.replica
      var request = SyncRequest(
        replica: replica, chain: try store.chain(), cursors: try store.offeredCursors(),
        batch: Batch(records: records.map(\.encoded), seals: try lines(of: records, replica)),
        catalogue: DefinitionCatalogue.digest(published.map(\.hash)),
        changesBytes: UInt64(batchBytes),
        wantsReceipts: try store.setting(.receiptKey) != nil, readsPlain: true,
        wordsVerdicts: true, readsBrief: true,
        signingKey: try store.untoldBundleKey())
      if request.wantsReceipts {
        request.wantsAttachmentHorizon = try store.lastHeldAttachment() > 0
      }
      request.wantsOfficeKey = try store.wantsOfficeKey()
      request.wantsCertificate = try store.wantsCertificate()
      request.feedEnds = try store.offeredFeedEnds()
      request.writesChanges = try !standing.readsChanges(request)
      try relay?.complete(&request)
      return Outgoing(
        request: request,
        seen: Dictionary(records.map { ($0.id, $0.acknowledged) }) { first, _ in first })
    }
  }

  /// The lines about the records, and those that close the gaps between them in our own log.
  private func lines(
    of records: [OutgoingRecord], _ replica: ReplicaID
  ) throws(StoreError) -> [SealEntry] {
    var lines = records.flatMap(\.seals)
    let present = Set(lines.map(\.dot))
    let last = present.filter { $0.replica == replica }.max()
    let earlier = try store.unsentLines(
      before: last?.revision ?? 0, limit: SyncLimits.batchSeals - lines.count)
    lines += earlier.filter { !present.contains($0.dot) }
    return lines
  }

  private mutating func fetch(
    _ wanted: QuestionnaireShelf.Wanted
  ) async throws(SyncError) {
    progress(.fetching(title: wanted.title))
    let definition: DefinitionResponse
    do {
      definition = try await link.definition(wanted.hash)
    } catch {
      // A response may name a questionnaire that no server has yet; its verdict says so.
      if case .refused(_, 404) = error, !wanted.isPublished { return }
      throw error
    }
    do {
      report.questionnaires.append(
        try QuestionnaireShelf(store: store).keep(definition, as: wanted))
    } catch {
      // One that this version cannot read must not hold up everybody's answers.
      guard case .wrongDefinition = error else { throw error }
      try SyncError.storing { () throws(StoreError) in
        try store.log(code: error.code, error.message)
      }
      report.unreadableQuestionnaires.append(wanted.title)
    }
  }

  private mutating func add(_ response: SyncResponse, _ taken: SyncInbox.Taken) {
    report.exchanges += 1
    report.sent += response.receipts.count
    report.received += taken.received
    report.conflicts += taken.conflicts
    report.mergeViolations += taken.mergeViolations
    report.reviews += taken.reviews
    report.invalid += response.verdicts.filter { $0.state == .invalid }.count
    report.quarantined += response.quarantined.map(\.record)
    for notice in response.notices where !report.notices.contains(notice.message) {
      report.notices.append(notice.message)
    }
  }

  private func finished() throws(SyncError) -> SyncReport {
    var report = report
    report.waiting = try SyncError.storing { () throws(StoreError) in
      try store.unacknowledgedCount()
    }
    report.bytesSent = link.traffic.bytesSent
    report.bytesReceived = link.traffic.bytesReceived
    return report
  }
}
