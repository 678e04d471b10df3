public import Replication

/// What a server answers, after its commit.
public struct SyncResponse: Hashable, Sendable {
  public var server: ReplicaID
  public var epoch: UInt64
  /// What the server knows of the asker's seal log; the asker compares it with its own.
  public var known: Chain
  public var receipts: [Receipt]
  /// Of the records handed over those of which neither receipts nor verdicts are told one by one:
  /// `spelledOut` adds these.
  public var plain: PlainOutcomes
  /// Of the records handed over, and of those in `changes`.
  public var verdicts: [Verdict]
  public var quarantined: [QuarantineNotice]
  /// Records of the followed areas that others changed, with their seal entries.
  public var changes: Batch
  /// Records that have left a followed area; the asker keeps what it has of them.
  public var moved: [MovedRecord]
  /// Where `changes` ends, one an area.
  public var cursors: [Cursor]
  /// Where the feeds end that the records handed over belong to, unless `cursors` say so.
  public var feedEnds: [Cursor] = []
  /// Whether more changes wait behind `cursors`.
  public var hasMore: Bool
  /// A cursor of the request comes from a future that this server has lost: it was restored from a
  /// backup, in place, and everything should be offered to it again.
  public var lostItsPast: Bool
  /// Of the asker's replica and of those whose records it handed over, the forked ones.
  public var forks: [ForkNotice]
  /// What the server signs to hold, of what was handed over and of `changes`.
  public var signedReceipts: [SignedReceipt]
  /// How far backups of it reach, one an area.
  public var horizons: [BackupHorizon]
  /// How many files backups of it hold; nil where the asker keeps none, or no backup is known.
  public var attachmentHorizon: AttachmentHorizon?
  /// What bundles are encrypted to that are for the office; nil where the asker did not ask, or nobody
  /// told it here.
  public var officeKey: OfficeKey?
  /// The office's word whose the asker's signing key is; nil where the asker did not ask, or it is not
  /// known here.
  public var certificate: DeviceCertificate?
  /// All published questionnaires; nil when the asker's list is this one.
  public var definitions: [DefinitionSummary]?
  /// Whose receipts and horizons these are, where a hub hands them on; nil of the server that signs.
  public var root: RootHistory?
  /// All enrolments that concern an asking hub; nil when its list is this one.
  public var enrolments: [SignedEnrolment]?
  /// What the person who works on the device must hear.
  public var notices: [ServerNotice]
  /// Whether the asker need not tell its signing key again.
  public var knowsSigningKey: Bool
  /// Whether the server reads brief requests; said to whoever reads brief answers.
  public var readsStanding: Bool
  /// Whether the server reads changes alone; said to whoever would write them.
  public var readsChanges = false
  /// Whether server, epoch, chain and unchanged cursors are those of the request (`completed`).
  public var isBrief = false
  /// Of a brief answer: where cursors have moved.
  public var places: [FeedPlace] = []

  public init(
    server: ReplicaID, epoch: UInt64, known: Chain = Chain(), receipts: [Receipt] = [],
    plain: PlainOutcomes = PlainOutcomes(),
    verdicts: [Verdict] = [], quarantined: [QuarantineNotice] = [], changes: Batch = Batch(),
    moved: [MovedRecord] = [], cursors: [Cursor] = [], hasMore: Bool = false,
    lostItsPast: Bool = false, forks: [ForkNotice] = [], signedReceipts: [SignedReceipt] = [],
    horizons: [BackupHorizon] = [], definitions: [DefinitionSummary]? = nil,
    root: RootHistory? = nil, enrolments: [SignedEnrolment]? = nil, notices: [ServerNotice] = [],
    knowsSigningKey: Bool = false, readsStanding: Bool = false
  ) {
    self.root = root
    self.enrolments = enrolments
    self.notices = notices
    self.knowsSigningKey = knowsSigningKey
    self.readsStanding = readsStanding
    self.server = server
    self.epoch = epoch
    self.known = known
    self.receipts = receipts
    self.plain = plain
    self.verdicts = verdicts
    self.quarantined = quarantined
    self.changes = changes
    self.moved = moved
    self.cursors = cursors
    self.hasMore = hasMore
    self.lostItsPast = lostItsPast
    self.forks = forks
    self.signedReceipts = signedReceipts
    self.horizons = horizons
    self.definitions = definitions
  }
}
