internal import SQLiteStore
internal import SyncProtocol

extension SyncService {
  /// What bundles for the office are encrypted to: this server's own key, signed; of a hub, what the
  /// office told, nil until it did.
  func officeKey() throws(StoreError) -> OfficeKey? {
    if try store.isHub { return try store.officeKey() }
    return try signer().signed(OfficeKey(key: store.bundleOpener().recipient.key))
  }
}
