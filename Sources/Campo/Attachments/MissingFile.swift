package import SQLiteStore
package import SyncProtocol

/// Fetches one file that is named here and missing, from the server that is followed: for whoever asks
/// for it now.
package struct MissingFile {
  private let store: Store
  private let digest: AttachmentDigest

  package init(_ digest: AttachmentDigest, of store: Store) {
    self.digest = digest
    self.store = store
  }

  /// What had come before is not asked for again; what comes is taken for the file when its digest is
  /// right.
  /// - Returns: whether the file is here now; the server may not have it either.
  /// - Throws: `SyncError`; what came before stays.
  package func fetch(over link: any AttachmentLink) async throws(SyncError) -> Bool {
    let (file, upstream) = try SyncError.storing { () throws(StoreError) in
      (try store.attachment(digest), try store.followedUpstream())
    }
    guard let file, let upstream else { return false }
    var transfer = try AttachmentTransfer(store, over: link, to: upstream, progress: { _ in })
    try await transfer.fetch(file)
    return try SyncError.storing { () throws(StoreError) in
      try store.attachment(digest)?.held != nil
    }
  }
}
