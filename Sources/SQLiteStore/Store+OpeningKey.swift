import RecordCoding
public import SyncProtocol

extension Setting {
  /// The secret half of the key that opens what is encrypted to this store, in hexadecimal digits.
  static let openingSecret = Setting("opening.secret")
  /// The fields of an OfficeKey, in hexadecimal digits.
  static let officeKey = Setting("office.key")
  /// The servers' histories that told it, the last one first, one a line.
  static let officeKeyHeard = Setting("office.keyHeard")
}

extension Store {
  /// The key that opens bundles that are encrypted to this store; made when it is first asked for, and
  /// then its own for good. It lies in the store, and so in each backup: what was encrypted to a server
  /// must open also after the server was restored.
  public func bundleOpener() throws(StoreError) -> BundleOpener {
    try Self.usable(BundleOpener(secret: establishSecret(.openingSecret)), in: self)
  }

  /// The same where it was made; none where nobody can have encrypted anything to this store.
  public func bundleOpeners() throws(StoreError) -> [BundleOpener] {
    try setting(.openingSecret) == nil ? [] : [bundleOpener()]
  }

  /// What bundles for the office are encrypted to, as the office signed it; nil where nobody told it.
  public func officeKey() throws(StoreError) -> OfficeKey? {
    guard let bytes = try setting(.officeKey).flatMap({ [UInt8](hexadecimal: $0) }) else {
      return nil
    }
    do throws(WireError) {
      return try OfficeKey(fieldBytes: bytes)
    } catch {
      throw StoreError(.corrupt, at: directory)
    }
  }

  /// Whether the server that is followed may know of the office's key what is not known here: another
  /// server is asked anew, and so is one that was restored. Without the key that receipts are checked
  /// by nobody would be believed.
  public func wantsOfficeKey() throws(StoreError) -> Bool {
    guard try setting(.receiptKey) != nil else { return false }
    return try !isNoted(followedUpstream(), in: .officeKeyHeard)
  }

  /// Keeps what a server says of the office's key, if the office signed it.
  /// - Returns: whether it did.
  public func keep(
    _ office: OfficeKey, heardFrom upstream: UpstreamHistory
  ) throws(StoreError) -> Bool {
    guard let verifier = try receiptVerifier(), verifier.accepts(office),
      BundleRecipient(key: office.key) != nil
    else {
      return false
    }
    try set(.officeKey, to: office.fieldBytes.hexadecimal)
    try note(upstream, in: .officeKeyHeard)
    return true
  }
}
