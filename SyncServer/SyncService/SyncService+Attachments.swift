internal import Replication
public import SQLiteStore
public import SyncProtocol

/// What a server tells of a file.
public struct AttachmentStatus: Hashable, Sendable {
  public let progress: AttachmentProgress
  /// Of a file that is here whole; nil of a hub that has none of the root's.
  public let receipt: AttachmentReceipt?
}

extension SyncService {
  /// How far a file has come from the caller.
  public func attachmentStatus(
    _ digest: AttachmentDigest, for caller: Caller
  ) throws(ServiceError) -> AttachmentStatus {
    try storing { () throws(StoreError) in
      let progress = try store.progress(of: digest, from: caller.source)
      return AttachmentStatus(
        progress: progress, receipt: progress.isComplete ? try receipt(for: digest) : nil)
    }
  }

  /// Adds what came of a file; on the disk on return. Any caller may hand over any file: a response that
  /// names it may come later, by another way.
  /// - Throws: `.attachmentOffset` where it does not go on from what is here, `.attachmentTooLarge`.
  public func append(
    _ bytes: [UInt8], to digest: AttachmentDigest, at offset: UInt64, from caller: Caller
  ) throws(ServiceError) {
    try Self.requireFitting(offset + UInt64(bytes.count))
    let (progress, isAdded) = try storing { () throws(StoreError) in
      try store.append(bytes, to: digest, at: offset, from: caller.source)
    }
    // Of a file that is whole, another copy may go on coming.
    guard isAdded || progress.isComplete else {
      throw .attachmentOffset(expected: progress.offset)
    }
  }

  /// Takes what came for the whole file.
  /// - Throws: `.attachmentDigest`.
  public func completeAttachment(
    _ digest: AttachmentDigest, from caller: Caller
  ) throws(ServiceError) {
    let isHere = try storing { () throws(StoreError) in
      try store.complete(digest, from: caller.source, isHandedOver: true)
    }
    if !isHere { throw .attachmentDigest }
  }

  /// A file that a response of the caller's areas names; or one that others handed over and that no
  /// response names here, to whoever knows what to ask for: only an earlier state told them, which a
  /// server that was put back may never have had.
  /// - Throws: `.noSuchAttachment`.
  public func attachment(
    _ digest: AttachmentDigest, for caller: Caller
  ) throws(ServiceError) -> StoredAttachment {
    let (found, naming) = try storing { () throws(StoreError) in
      (try store.attachment(digest), try store.areas(naming: digest))
    }
    guard let found, found.held != nil,
      naming.isEmpty ? found.isHandedOver : naming.contains(where: caller.areas.contains)
    else { throw .noSuchAttachment }
    return found
  }

  /// Whether a response of the caller's areas names a file that is not here, though it may be had from
  /// above: of a hub.
  public func lacks(_ digest: AttachmentDigest, for caller: Caller) throws(ServiceError) -> Bool {
    try storing { () throws(StoreError) in
      guard try store.isHub,
        try store.areas(naming: digest).contains(where: caller.areas.contains)
      else { return false }
      return try store.attachment(digest)?.held == nil
    }
  }

  /// What lies of a held file from an offset on, at most one piece.
  public func bytes(
    of digest: AttachmentDigest, from offset: UInt64
  ) throws(ServiceError) -> [UInt8] {
    try storing { () throws(StoreError) in try store.bytes(of: digest, from: offset) }
  }

  /// - Throws: `.attachmentTooLarge` of a file with so many bytes.
  public static func requireFitting(_ bytes: UInt64) throws(ServiceError) {
    guard bytes <= UInt64(SyncLimits.attachmentBytes) else {
      throw .attachmentTooLarge(limit: SyncLimits.attachmentBytes)
    }
  }

  /// Says how far backups reach among the files, where the asker wants to hear it.
  func addAttachmentHorizon(
    _ request: SyncRequest, _ response: inout SyncResponse
  ) throws(StoreError) {
    guard request.wantsAttachmentHorizon else { return }
    if try store.isHub {
      response.root = try store.receiptRoot()
      response.attachmentHorizon = try store.attachmentHorizon()
      return
    }
    let (server, epoch) = (response.server, response.epoch)
    guard let sequence = try backedUpAttachments(server, epoch) else { return }
    response.attachmentHorizon = try signer().signed(
      AttachmentHorizon(server: server, epoch: epoch, sequence: sequence))
  }

  private func receipt(for digest: AttachmentDigest) throws(StoreError) -> AttachmentReceipt? {
    guard let file = try store.attachment(digest), let held = file.held else { return nil }
    if try store.isHub { return file.receipt }
    return try signer().signed(
      AttachmentReceipt(
        server: try store.replica, epoch: try store.epoch, digest: digest, sequence: held))
  }
}

extension Caller {
  /// Whose pieces of a file lie together.
  fileprivate var source: String { "caller " + author.name }
}
