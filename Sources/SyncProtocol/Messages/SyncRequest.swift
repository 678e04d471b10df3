public import Replication

/// What a device says in one exchange: who it is, how far it knows, and what it hands over.
public struct SyncRequest: Hashable, Sendable {
  public var replica: ReplicaID
  public var chain: Chain
  /// One an area it follows; areas of its enrolment that are missing here start at the beginning.
  public var cursors: [Cursor]
  public var batch: Batch
  /// `DefinitionCatalogue.digest` of the list it knows, so that an unchanged list is not repeated.
  public var catalogue: [UInt8]
  /// The most bytes of others' changes that it wants at once.
  public var changesBytes: UInt64
  /// Whether it wants signed receipts: it has the key to check them by.
  public var wantsReceipts: Bool
  /// Whether it reads packed records of the questionnaires in its catalogue.
  public var readsPacked: Bool
  /// Whether it reads `SyncResponse.plain`.
  public var readsPlain: Bool
  /// Whether it words violations itself, by the questionnaires in its catalogue, and reads
  /// `PlainOutcomes.found`.
  public var wordsVerdicts: Bool
  /// Whether it reads answers that leave out what the request said (`SyncResponse.isBrief`).
  public var readsBrief: Bool
  /// Whether it would hand over changes alone (`RecordPacking.PackedChanges`), and does not know yet
  /// whether they are read.
  public var writesChanges = false
  /// Of a brief request, in place of cursors, catalogue and abilities; where nothing is handed over,
  /// of replica and chain too.
  public var standing: Standing?
  /// Whether it keeps files until a backup holds them: it wants to hear how far one reaches.
  public var wantsAttachmentHorizon = false
  /// Whether it wants to hear what bundles for the office are encrypted to.
  public var wantsOfficeKey = false
  /// Whether it wants to hear the office's word whose its signing key is.
  public var wantsCertificate = false
  /// Of a hub: `SignedEnrolment.digest` of the list it has; nil of everybody else.
  public var enrolments: [UInt8]?
  /// Of a hub: tokens that it gave for codes, until the signed list has them.
  public var redemptions: [Redemption]
  /// Where feeds ended when receipts came that no cursor goes with, as the server told it: a server that
  /// never passed one was put back to an old copy.
  public var feedEnds: [Cursor] = []
  /// What the device's bundles are checked by, until the server has it; empty then.
  public var signingKey: [UInt8]

  public init(
    replica: ReplicaID, chain: Chain, cursors: [Cursor], batch: Batch, catalogue: [UInt8] = [],
    changesBytes: UInt64 = UInt64(SyncLimits.changesBytes), wantsReceipts: Bool = false,
    readsPacked: Bool = false, readsPlain: Bool = false, wordsVerdicts: Bool = false,
    readsBrief: Bool = false, standing: Standing? = nil, enrolments: [UInt8]? = nil,
    redemptions: [Redemption] = [], signingKey: [UInt8] = []
  ) {
    self.enrolments = enrolments
    self.redemptions = redemptions
    self.signingKey = signingKey
    self.replica = replica
    self.chain = chain
    self.cursors = cursors
    self.batch = batch
    self.catalogue = catalogue
    self.changesBytes = changesBytes
    self.wantsReceipts = wantsReceipts
    self.readsPacked = readsPacked
    self.readsPlain = readsPlain
    self.wordsVerdicts = wordsVerdicts
    self.readsBrief = readsBrief
    self.standing = standing
  }
}
