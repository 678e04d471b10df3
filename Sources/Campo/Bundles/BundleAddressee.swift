public import Messages
import SQLiteStore
public import SyncProtocol

/// For whom a bundle is encrypted, as far as that is known.
public struct BundleAddressee: Hashable, Sendable {
  public enum Holder: String, Hashable, Sendable, CaseIterable {
    /// Whoever works with the store that was asked.
    case own
    case office
    case unknown
  }

  public let recipient: BundleRecipient
  public let holder: Holder

  /// For the person who carries it.
  public var message: Message {
    let key = recipient.short
    return switch holder {
    case .own:
      Message(
        es: "Cifrado para este almacén (llave \(key)).",
        en: "Encrypted for this store (key \(key)).")
    case .office:
      Message(
        es: "Cifrado para la oficina (llave \(key)).", en: "Encrypted for the office (key \(key)).")
    case .unknown:
      Message(
        es: "Cifrado para quien tiene la llave \(key).",
        en: "Encrypted for whoever has the key \(key).")
    }
  }
}

extension BundleFile {
  /// Who these are.
  /// - Parameter known: the folder of a store, or of a server's data, that may know.
  public static func addressees(
    _ recipients: [BundleRecipient], knownIn known: String?
  ) throws -> [BundleAddressee] {
    let store = try known.map { (path) throws(StoreError) in try Store.openToRead(at: path) }
    let own = try store?.bundleOpeners().map(\.recipient) ?? []
    let office = try store?.officeKey()?.key
    return recipients.map { recipient in
      let holder: BundleAddressee.Holder =
        own.contains(recipient) ? .own : recipient.key == office ? .office : .unknown
      return BundleAddressee(recipient: recipient, holder: holder)
    }
  }
}
