import Messages
package import SQLiteStore
package import SyncProtocol

/// Keeps what a server or hub brings of the office's word whose this device's bundles are.
package struct CertificateInbox {
  private let store: Store

  package init(_ store: Store) { self.store = store }

  /// - Parameter certificate: nil where nothing was said.
  package func take(_ certificate: DeviceCertificate?) throws(StoreError) {
    guard let certificate, try !store.keep(certificate) else { return }
    try store.log(
      code: "CERTIFICATE-REFUSED",
      Message(
        es: "Llegó un certificado para los paquetes que la oficina no firmó; no se guardó.",
        en: "A certificate for bundles came that the office did not sign; it was not kept."))
  }
}
