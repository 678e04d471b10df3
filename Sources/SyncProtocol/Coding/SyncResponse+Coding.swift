internal import Replication

extension SyncResponse: WireMessage {
  package static let kind = MessageKind.syncResponse
  private static let server = Tag(1, "server")
  private static let epoch = Tag(2, "epoch")
  private static let known = Tag(3, "known")
  private static let receipt = Tag(4, "receipt", repeated: true)
  private static let verdict = Tag(5, "verdict", repeated: true)
  private static let quarantined = Tag(6, "quarantined", repeated: true)
  private static let changes = Tag(7, "changes")
  private static let cursor = Tag(8, "cursor", repeated: true)
  private static let hasMore = Tag(9, "hasMore")
  /// 1 when the list of questionnaires follows, 0 when the asker's is up to date.
  private static let listsDefinitions = Tag(10, "listsDefinitions")
  private static let definition = Tag(11, "definition", repeated: true)
  private static let moved = Tag(12, "moved", repeated: true)
  private static let lostItsPast = Tag(13, "lostItsPast")
  private static let fork = Tag(14, "fork", repeated: true)
  private static let signedReceipt = Tag(15, "signedReceipt", repeated: true)
  private static let horizon = Tag(16, "horizon", repeated: true)
  private static let plain = Tag(17, "plain")
  private static let root = Tag(20, "root")
  /// 1 when the list of enrolments follows; left out for whoever has it, or is no hub.
  private static let listsEnrolments = Tag(21, "listsEnrolments")
  private static let enrolment = Tag(22, "enrolment", repeated: true)
  private static let notice = Tag(23, "notice", repeated: true)
  private static let attachmentHorizon = Tag(24, "attachmentHorizon")
  private static let knowsSigningKey = Tag(28, "knowsSigningKey")
  private static let readsStanding = Tag(32, "readsStanding")
  private static let place = Tag(33, "place", repeated: true)
  private static let officeKey = Tag(35, "officeKey")
  private static let readsChanges = Tag(36, "readsChanges")
  private static let feedEnd = Tag(37, "feedEnd", repeated: true)
  private static let certificate = Tag(38, "certificate")

  package func write(to writer: inout FieldWriter) {
    if !isBrief {
      writer.replica(Self.server, server)
      writer.number(Self.epoch, epoch)
      writer.value(Self.known, known)
    }
    for receipt in receipts { writer.value(Self.receipt, receipt) }
    if plain != PlainOutcomes() { writer.value(Self.plain, plain) }
    for verdict in verdicts { writer.value(Self.verdict, verdict) }
    for notice in quarantined { writer.value(Self.quarantined, notice) }
    if !isBrief || !changes.isEmpty { writer.value(Self.changes, changes) }
    for moved in moved { writer.value(Self.moved, moved) }
    for cursor in cursors { writer.value(Self.cursor, cursor) }
    for place in places { writer.value(Self.place, place) }
    if !isBrief || hasMore { writer.number(Self.hasMore, hasMore ? 1 : 0) }
    if !isBrief { writer.number(Self.lostItsPast, lostItsPast ? 1 : 0) }
    for receipt in signedReceipts { writer.value(Self.signedReceipt, receipt) }
    for horizon in horizons { writer.value(Self.horizon, horizon) }
    if !isBrief || definitions != nil {
      writer.number(Self.listsDefinitions, definitions == nil ? 0 : 1)
    }
    for fork in forks { writer.value(Self.fork, fork) }
    for definition in definitions ?? [] { writer.value(Self.definition, definition) }
    if let root { writer.value(Self.root, root) }
    if let enrolments {
      writer.number(Self.listsEnrolments, 1)
      for enrolment in enrolments { writer.value(Self.enrolment, enrolment) }
    }
    for notice in notices { writer.value(Self.notice, notice) }
    if let attachmentHorizon { writer.value(Self.attachmentHorizon, attachmentHorizon) }
    if knowsSigningKey { writer.number(Self.knowsSigningKey, 1) }
    if readsStanding { writer.number(Self.readsStanding, 1) }
    if let officeKey { writer.value(Self.officeKey, officeKey) }
    if readsChanges { writer.number(Self.readsChanges, 1) }
    for end in feedEnds { writer.value(Self.feedEnd, end) }
    if let certificate { writer.value(Self.certificate, certificate) }
  }

  package init(_ fields: Fields) throws(WireError) {
    let records = SyncLimits.batchRecords
    let isBrief = !fields.has(Self.server)
    let definitions = try fields.values(
      Self.definition, DefinitionSummary.self, limit: SyncLimits.definitions)
    let listsDefinitions =
      try isBrief
      ? fields.flag(Self.listsDefinitions) : fields.number(Self.listsDefinitions) != 0
    let enrolments = try fields.values(
      Self.enrolment, SignedEnrolment.self, limit: SyncLimits.enrolments)
    self.init(
      server: try isBrief ? SyncRequest.unnamed : fields.replica(Self.server),
      epoch: try isBrief ? 0 : fields.number(Self.epoch),
      known: try isBrief ? Chain() : fields.value(Self.known, Chain.self),
      receipts: try fields.values(Self.receipt, Receipt.self, limit: records),
      plain: try fields.has(Self.plain)
        ? fields.value(Self.plain, PlainOutcomes.self) : PlainOutcomes(),
      verdicts: try fields.values(Self.verdict, Verdict.self, limit: 2 * records),
      quarantined: try fields.values(Self.quarantined, QuarantineNotice.self, limit: records),
      changes: try isBrief && !fields.has(Self.changes)
        ? Batch() : fields.value(Self.changes, Batch.self),
      moved: try fields.values(Self.moved, MovedRecord.self, limit: records),
      cursors: try fields.values(Self.cursor, Cursor.self, limit: SyncLimits.areas),
      hasMore: try isBrief ? fields.flag(Self.hasMore) : fields.number(Self.hasMore) != 0,
      lostItsPast: try isBrief ? false : fields.number(Self.lostItsPast) != 0,
      forks: try fields.values(Self.fork, ForkNotice.self, limit: SyncLimits.forks),
      signedReceipts: try fields.values(
        Self.signedReceipt, SignedReceipt.self, limit: 2 * records),
      horizons: try fields.values(Self.horizon, BackupHorizon.self, limit: SyncLimits.areas),
      definitions: listsDefinitions ? definitions : nil,
      root: try fields.has(Self.root) ? fields.value(Self.root, RootHistory.self) : nil,
      enrolments: try fields.flag(Self.listsEnrolments) ? enrolments : nil,
      notices: try fields.values(Self.notice, ServerNotice.self, limit: SyncLimits.notices),
      knowsSigningKey: try fields.flag(Self.knowsSigningKey),
      readsStanding: try fields.flag(Self.readsStanding))
    self.isBrief = isBrief
    readsChanges = try fields.flag(Self.readsChanges)
    feedEnds = try fields.values(Self.feedEnd, Cursor.self, limit: SyncLimits.areas)
    places = try fields.values(Self.place, FeedPlace.self, limit: SyncLimits.areas)
    if fields.has(Self.attachmentHorizon) {
      attachmentHorizon = try fields.value(Self.attachmentHorizon, AttachmentHorizon.self)
    }
    if fields.has(Self.officeKey) {
      officeKey = try fields.value(Self.officeKey, OfficeKey.self)
    }
    if fields.has(Self.certificate) {
      certificate = try fields.value(Self.certificate, DeviceCertificate.self)
    }
  }
}
