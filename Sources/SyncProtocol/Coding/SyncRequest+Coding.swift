internal import Replication

extension SyncRequest: WireMessage {
  package static let kind = MessageKind.syncRequest
  private static let replica = Tag(1, "replica")
  private static let chain = Tag(2, "chain")
  private static let cursor = Tag(3, "cursor", repeated: true)
  private static let batch = Tag(4, "batch")
  private static let catalogue = Tag(5, "catalogue")
  private static let changesBytes = Tag(6, "changesBytes")
  private static let wantsReceipts = Tag(7, "wantsReceipts")
  private static let readsPacked = Tag(8, "readsPacked")
  private static let readsPlain = Tag(9, "readsPlain")
  private static let enrolments = Tag(20, "enrolments")
  private static let redemption = Tag(21, "redemption", repeated: true)
  private static let signingKey = Tag(28, "signingKey")
  private static let readsBrief = Tag(32, "readsBrief")
  private static let standing = Tag(33, "standing")
  private static let wordsVerdicts = Tag(34, "wordsVerdicts")
  private static let writesChanges = Tag(36, "writesChanges")
  private static let feedEnd = Tag(37, "feedEnd", repeated: true)

  private static let wantsAttachmentHorizon = Tag(24, "wantsAttachmentHorizon")
  private static let wantsOfficeKey = Tag(35, "wantsOfficeKey")
  private static let wantsCertificate = Tag(38, "wantsCertificate")

  package func write(to writer: inout FieldWriter) {
    if let standing {
      writeBriefly(standing, to: &writer)
    } else {
      writer.replica(Self.replica, replica)
      writer.value(Self.chain, chain)
      for cursor in cursors { writer.value(Self.cursor, cursor) }
      writer.value(Self.batch, batch)
      writer.bytes(Self.catalogue, catalogue)
      writer.number(Self.changesBytes, changesBytes)
      if wantsReceipts { writer.number(Self.wantsReceipts, 1) }
      if readsPacked { writer.number(Self.readsPacked, 1) }
      if readsPlain { writer.number(Self.readsPlain, 1) }
      if wordsVerdicts { writer.number(Self.wordsVerdicts, 1) }
      if readsBrief { writer.number(Self.readsBrief, 1) }
      if writesChanges { writer.number(Self.writesChanges, 1) }
    }
    if let enrolments { writer.bytes(Self.enrolments, enrolments) }
    for redemption in redemptions { writer.value(Self.redemption, redemption) }
    if wantsAttachmentHorizon { writer.number(Self.wantsAttachmentHorizon, 1) }
    if !signingKey.isEmpty { writer.bytes(Self.signingKey, signingKey) }
    if wantsOfficeKey { writer.number(Self.wantsOfficeKey, 1) }
    for end in feedEnds { writer.value(Self.feedEnd, end) }
    if wantsCertificate { writer.number(Self.wantsCertificate, 1) }
  }

  private func writeBriefly(_ standing: Standing, to writer: inout FieldWriter) {
    if !batch.isEmpty {
      writer.replica(Self.replica, replica)
      writer.value(Self.chain, chain)
      writer.value(Self.batch, batch)
    }
    if changesBytes != Standing.changesBytes { writer.number(Self.changesBytes, changesBytes) }
    writer.value(Self.standing, standing)
  }

  package init(_ fields: Fields) throws(WireError) {
    guard !fields.has(Self.standing) else {
      try self.init(brief: fields)
      return
    }
    self.init(
      replica: try fields.replica(Self.replica),
      chain: try fields.value(Self.chain, Chain.self),
      cursors: try fields.values(Self.cursor, Cursor.self, limit: SyncLimits.areas),
      batch: try fields.value(Self.batch, Batch.self),
      catalogue: try fields.hash(Self.catalogue),
      changesBytes: try fields.number(Self.changesBytes),
      wantsReceipts: try fields.flag(Self.wantsReceipts),
      readsPacked: try fields.flag(Self.readsPacked),
      readsPlain: try fields.flag(Self.readsPlain),
      wordsVerdicts: try fields.flag(Self.wordsVerdicts),
      readsBrief: try fields.flag(Self.readsBrief),
      enrolments: try Self.enrolments(fields), redemptions: try Self.redemptions(fields),
      signingKey: try fields.signingKey(Self.signingKey))
    writesChanges = try fields.flag(Self.writesChanges)
    wantsAttachmentHorizon = try fields.flag(Self.wantsAttachmentHorizon)
    wantsOfficeKey = try fields.flag(Self.wantsOfficeKey)
    feedEnds = try fields.values(Self.feedEnd, Cursor.self, limit: SyncLimits.areas)
    wantsCertificate = try fields.flag(Self.wantsCertificate)
  }

  private init(brief fields: Fields) throws(WireError) {
    let batch = try fields.has(Self.batch) ? fields.value(Self.batch, Batch.self) : Batch()
    self.init(
      replica: try batch.isEmpty ? Self.unnamed : fields.replica(Self.replica),
      chain: try batch.isEmpty ? Chain() : fields.value(Self.chain, Chain.self),
      cursors: [], batch: batch,
      changesBytes: try fields.has(Self.changesBytes)
        ? fields.number(Self.changesBytes) : Standing.changesBytes,
      standing: try fields.value(Self.standing, Standing.self),
      enrolments: try Self.enrolments(fields), redemptions: try Self.redemptions(fields),
      signingKey: try fields.signingKey(Self.signingKey))
    wantsAttachmentHorizon = try fields.flag(Self.wantsAttachmentHorizon)
    wantsOfficeKey = try fields.flag(Self.wantsOfficeKey)
    feedEnds = try fields.values(Self.feedEnd, Cursor.self, limit: SyncLimits.areas)
    wantsCertificate = try fields.flag(Self.wantsCertificate)
  }

  private static func enrolments(_ fields: Fields) throws(WireError) -> [UInt8]? {
    try fields.has(enrolments) ? fields.hash(enrolments) : nil
  }

  private static func redemptions(_ fields: Fields) throws(WireError) -> [Redemption] {
    try fields.values(redemption, Redemption.self, limit: SyncLimits.enrolments)
  }
}
