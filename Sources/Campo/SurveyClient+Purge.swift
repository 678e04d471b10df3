import RecordCoding
public import Replication
public import SQLiteStore
import SyncProtocol

/// What became of the responses that were to be let go of.
public struct PurgeReport: Hashable, Sendable {
  /// Why a response stays.
  public enum Reason: Hashable, Sendable, CaseIterable {
    /// Somebody is at it still.
    case inProgress
    /// It was sent back, to be corrected here.
    case rejected
    /// People disagree on an answer, and nobody has settled it.
    case inConflict
    /// Not sealed, or the server does not have it as it is.
    case unsent
    /// No receipt, one that does not cover it, or one whose signature is wrong.
    case noReceipt
    /// The server has not said that a backup holds it.
    case notBackedUp
    /// It names a file that is here and that the server has not proved to hold, or no backup does.
    case attachment
  }

  public internal(set) var purged: [RecordID] = []
  public internal(set) var kept: [RecordID: Reason] = [:]
}

extension SurveyClient {
  /// Lets go of responses that the server has proved to hold: each only against a receipt that the
  /// server signed, that covers all that is here of it, and that a backup of the server has reached.
  /// What is to be worked on still stays.
  /// - Parameter ids: nil for every response.
  public func purgeReceived(only ids: [RecordID]? = nil) throws -> PurgeReport {
    var report = PurgeReport()
    let proofs = try ReceiptProofs(store)
    for id in try ids ?? candidates() {
      if let reason = try purge(id, proofs) {
        report.kept[id] = reason
      } else {
        report.purged.append(id)
      }
    }
    return report
  }

  /// What was let go of, oldest first.
  public func purged(skipping: Int = 0, limit: Int = 100) throws -> [PurgedRecord] {
    try store.purged(skipping: skipping, limit: limit)
  }

  private func candidates() throws -> [RecordID] {
    var ids: [RecordID] = []
    try forEachSummary { ids.append($0.id) }
    return ids
  }

  private func purge(_ id: RecordID, _ proofs: ReceiptProofs) throws -> PurgeReport.Reason? {
    let stored = try store.load(id)
    if let reason = Self.work(on: stored.record.including(stored.pending)) { return reason }
    guard let summary = try store.summary(of: id), !summary.isUnsent, !summary.isPending else {
      return .unsent
    }
    guard let receipt = try proofs.receipt(for: id) else { return .noReceipt }
    guard try proofs.isBackedUp(receipt) else { return .notBackedUp }
    let proven = try store.attachments(of: id).filter { try proofs.isBackedUp($0) }
    switch try store.purge(
      id, covered: receipt.context, attachments: Set(proven.map(\.digest)))
    {
    case nil: return nil
    case .unsent: return .unsent
    case .uncovered: return .noReceipt
    case .attachment: return .attachment
    }
  }
}

extension SurveyClient {
  /// The work that a response waits for here, wherever else it lies; nil where it waits for none.
  private static func work(on record: Record) -> PurgeReport.Reason? {
    if !record.conflicts.isEmpty { return .inConflict }
    return switch record.status.stage {
    case .inProgress: .inProgress
    case .rejected: .rejected
    case .finished, .approved, .voided: nil
    }
  }
}

/// A server's signed words as a device keeps them, checked when they come and again when they count.
struct ReceiptProofs {
  private let store: Store
  /// Nil where the device was enrolled before servers signed.
  private let verifier: ReceiptVerifier?

  init(_ store: Store) throws(StoreError) {
    self.store = store
    verifier = try store.receiptVerifier()
  }

  /// Keeps what verifies.
  /// - Parameter isHub: whether those who follow this store are handed the receipts in turn.
  /// - Returns: whether everything did.
  func keep(_ response: SyncResponse, isHub: Bool) throws(StoreError) -> Bool {
    guard let verifier else { return true }
    let receipts = response.signedReceipts.filter { verifier.accepts($0) }
    try store.put(
      receipts.map { ($0.record, StoredDocument(status: 1, bytes: $0.fieldBytes)) },
      kind: SignedReceipt.documentKind,
      announcing: isHub ? try news(among: receipts) : [])
    let root = response.root ?? RootHistory(server: response.server, epoch: response.epoch)
    try store.noteReceiptRoot(root, isOwnWord: response.root == nil)
    let horizons = response.horizons.filter { verifier.accepts($0) }
    if !horizons.isEmpty {
      try store.set(
        Dictionary(
          horizons.map { (Setting.horizon($0.area), $0.fieldBytes.hexadecimal) },
          uniquingKeysWith: { _, last in last }))
    }
    if let horizon = response.attachmentHorizon {
      guard verifier.accepts(horizon) else { return false }
      try store.set(.attachmentHorizon, to: horizon.fieldBytes.hexadecimal)
    }
    return receipts.count == response.signedReceipts.count
      && horizons.count == response.horizons.count
  }

  /// Whether the server that signs says that it holds this file.
  func accepts(_ receipt: AttachmentReceipt, of digest: AttachmentDigest) -> Bool {
    receipt.digest == digest && verifier?.accepts(receipt) ?? false
  }

  /// Whether the server has signed, in the history that it is in now, that it holds a file and that a
  /// backup does.
  func isBackedUp(_ file: StoredAttachment) throws(StoreError) -> Bool {
    guard let verifier, let receipt = file.receipt, accepts(receipt, of: file.digest),
      let root = try store.receiptRoot(), root.server == receipt.server,
      root.epoch == receipt.epoch, let horizon = try store.attachmentHorizon()
    else { return false }
    return verifier.accepts(horizon) && horizon.reaches(receipt)
  }

  private func counts(_ receipt: SignedReceipt) throws(StoreError) -> Bool {
    if let root = try store.receiptRoot() {
      return root.server == receipt.server && root.epoch == receipt.epoch
    }
    // An earlier version noted only cursors, and knew no hubs.
    let cursor = try store.cursor(of: receipt.area)
    return cursor?.server == receipt.server && cursor?.epoch == receipt.epoch
  }

  /// Records of which more is signed than was before.
  private func news(among receipts: [SignedReceipt]) throws(StoreError) -> Set<RecordID> {
    var news: Set<RecordID> = []
    for receipt in receipts where try store.summary(of: receipt.record) != nil {
      let known = try self.receipt(for: receipt.record)
      let isKnown =
        known?.server == receipt.server && known?.epoch == receipt.epoch
        && known?.context.covers(receipt.context) == true
      if !isKnown { news.insert(receipt.record) }
    }
    return news
  }

  func receipt(for id: RecordID) throws(StoreError) -> SignedReceipt? {
    guard let verifier,
      let document = try store.document(kind: SignedReceipt.documentKind, about: id)
    else { return nil }
    do throws(WireError) {
      let receipt = try SignedReceipt(fieldBytes: document.bytes)
      return receipt.record == id && verifier.accepts(receipt) ? receipt : nil
    } catch {
      return nil
    }
  }

  /// Whether the server that signs has said, of the history that it is in now as far as this store has
  /// heard, that a backup reaches the receipt.
  func isBackedUp(_ receipt: SignedReceipt) throws(StoreError) -> Bool {
    guard let verifier, let text = try store.setting(.horizon(receipt.area)),
      let bytes = [UInt8](hexadecimal: text),
      try counts(receipt)
    else { return false }
    do throws(WireError) {
      let horizon = try BackupHorizon(fieldBytes: bytes)
      return verifier.accepts(horizon) && horizon.reaches(receipt)
    } catch {
      return false
    }
  }
}
