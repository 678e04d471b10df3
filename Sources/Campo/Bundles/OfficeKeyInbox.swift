import Messages
package import Replication
package import SQLiteStore
package import SyncProtocol

/// Keeps what a server or hub says that bundles for the office are encrypted to.
package struct OfficeKeyInbox {
  private let store: Store

  package init(_ store: Store) { self.store = store }

  /// - Parameters:
  ///   - office: nil where nothing was said.
  ///   - server: who says it, and in which epoch.
  package func take(
    _ office: OfficeKey?, _ server: ReplicaID, _ epoch: UInt64
  ) throws(StoreError) {
    guard let office,
      try !store.keep(office, heardFrom: UpstreamHistory(server: server, epoch: epoch))
    else { return }
    try store.log(
      code: "OFFICE-KEY-REFUSED",
      Message(
        es: "Llegó una llave de cifrado que la oficina no firmó; no se guardó.",
        en: "An encryption key came that the office did not sign; it was not kept."))
  }
}
