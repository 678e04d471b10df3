internal import Messages
internal import Replication
internal import SQLiteStore
internal import SyncProtocol

extension SyncService {
  /// Adds what changed in the areas since the request's cursors, as much as it asks for.
  func addChanges(
    to request: SyncRequest, areas: [String], _ proof: CursorProof, _ draft: inout ResponseDraft
  ) throws(StoreError) {
    let sent = Dictionary(
      request.batch.records.map { ($0.id, $0.bytes) }, uniquingKeysWith: { _, last in last })
    var bytesLeft = Int(clamping: min(request.changesBytes, UInt64(SyncLimits.changesBytes)))
    for area in areas {
      let start = try startingPoint(in: area, of: request, proof, draft.response)
      let room = SyncLimits.batchRecords - draft.response.changes.records.count
      let sealsLeft = SyncLimits.batchSeals - draft.response.changes.seals.count
      guard bytesLeft > 0, room > 0, sealsLeft >= SyncLimits.recordSeals else {
        draft.response.hasMore = true
        draft.response.cursors.append(proof.signed(start))
        continue
      }
      let page = try store.changes(
        in: area, after: start.sequence, limit: room, maxBytes: bytesLeft,
        maxSeals: sealsLeft, unless: draft.taken)
      for change in page.changes {
        bytesLeft -= add(change, unlessKnown: sent, &draft)
      }
      draft.response.hasMore = draft.response.hasMore || page.hasMore
      var cursor = start
      cursor.sequence = page.next.sequence
      cursor.feedHash = page.next.hash
      draft.response.cursors.append(proof.signed(cursor))
    }
  }

  /// Says where the feeds end of what was handed over, as far as the cursors do not: the receipts count
  /// as long as this store has passed these places.
  func addFeedEnds(
    of batch: Batch, _ proof: CursorProof, _ response: inout SyncResponse
  ) throws(StoreError) {
    for area in try store.areas(of: batch.records.map(\.id)).prefix(SyncLimits.areas) {
      let end = try store.feedPosition(in: area)
      let isTold = response.cursors.contains {
        $0.area == area && $0.sequence >= end.sequence
      }
      if isTold { continue }
      response.feedEnds.append(
        proof.signed(
          Cursor(
            server: response.server, epoch: response.epoch, area: area, sequence: end.sequence,
            feedHash: end.hash)))
    }
  }

  /// A cursor that this feed never passed comes from a future that a restored backup has lost: the
  /// device is told. Of areas that the device does not follow only what is proved counts.
  func noticeLostPast(in exchange: inout Exchange, _ proof: CursorProof) throws(StoreError) {
    let (request, told) = (exchange.request, exchange.draft.response)
    for cursor in request.cursors + request.feedEnds
    where cursor.server == told.server && cursor.epoch == told.epoch {
      let (bare, isProved) = proof.opened(cursor)
      guard isProved || exchange.areas.contains(bare.area) else { continue }
      let place = FeedPosition(sequence: bare.sequence, hash: bare.feedHash)
      if try store.hasPassed(place, in: bare.area) { continue }
      exchange.draft.response.lostItsPast = true
      if isProved { exchange.provesLostPast = true }
    }
  }

  /// Where it is proved that this store handed out a cursor of a future that it has lost, it goes on as
  /// another server with another epoch, so that everybody offers again what it lost.
  func goOnAsAnother(
    if isLost: Bool, _ state: ServerState, _ exchanges: inout Exchanges
  ) throws(StoreError) {
    guard isLost else { return }
    // Another exchange may have found it out as well.
    if try store.replica == state.server, try store.epoch == state.epoch {
      try store.renewIdentity(
        reason: Message(
          es: "Los datos del servidor se restauraron de un respaldo; se le ofrecerá todo de nuevo.",
          en: "The server's data were restored from a backup; it will be offered everything again.")
      )
    }
    let (server, epoch) = (try store.replica, try store.epoch)
    exchanges.each { exchange in
      exchange.draft.response.server = server
      exchange.draft.response.epoch = epoch
    }
  }

  /// The request's cursor in an area; the beginning where it has none, or one of another feed: the
  /// device follows another server, or this store was restored.
  private func startingPoint(
    in area: String, of request: SyncRequest, _ proof: CursorProof, _ response: SyncResponse
  ) throws(StoreError) -> Cursor {
    let beginning = Cursor(
      server: response.server, epoch: response.epoch, area: area, sequence: 0)
    let own = request.cursors.first {
      $0.area == area && $0.server == response.server && $0.epoch == response.epoch
    }
    guard let cursor = own else { return beginning }
    let bare = proof.opened(cursor).cursor
    let place = FeedPosition(sequence: bare.sequence, hash: bare.feedHash)
    return try store.hasPassed(place, in: area) ? bare : beginning
  }

  /// Returns the bytes it took. What the device has just sent in this very state is left out.
  private func add(
    _ change: FeedChange, unlessKnown sent: [RecordID: [UInt8]], _ draft: inout ResponseDraft
  ) -> Int {
    switch change.content {
    case .moved(let area):
      draft.response.moved.append(MovedRecord(record: change.id, area: area))
      return 0
    case .record(let bytes, let seals, let documents):
      if sent[change.id] == bytes { return 0 }
      draft.response.changes.records.append(EncodedRecord(id: change.id, bytes: bytes))
      draft.response.changes.seals += seals
      if let verdict = kept(documents[Verdict.documentKind]) { draft.tell(verdict) }
      return bytes.count
    }
  }
}
