import Messages
package import SQLiteStore
package import SyncProtocol

/// Keeps what a server or hub says that bundles for the office are encrypted to.
package struct OfficeKeyInbox {
  private let store: Store

  package init(_ store: Store) { self.store = store }

  /// - Parameters:
  ///   - office: nil where nothing was said.
  ///   - upstream: who says it.
  package func take(
    _ office: OfficeKey?, from upstream: UpstreamHistory
  ) throws(StoreError) {
    guard let office, try !store.keep(office, heardFrom: upstream) else { return }
    try store.log(
      code: "OFFICE-KEY-REFUSED",
      Message(
        es: "Llegó una llave de cifrado que la oficina no firmó; no se guardó.",
        en: "An encryption key came that the office did not sign; it was not kept."))
  }
}
