import RecordCoding
public import SyncProtocol

extension Setting {
  /// The secret half of the key that this store signs bundles with, in hexadecimal digits.
  static let signingSecret = Setting("signing.secret")
  /// The fields of the key's DeviceCertificate, in hexadecimal digits.
  static let signingCertificate = Setting("signing.certificate")
  /// The servers' histories that have the public half, the last one first, one a line.
  static let signingTold = Setting("signing.told")
}

extension Store {
  /// The key that this store signs its bundles with; made when it is first asked for, and then its
  /// own for good, also after it took a new replica.
  public func bundleSigner() throws(StoreError) -> BundleSigner {
    var signer = try Self.usable(BundleSigner(secret: establishSecret(.signingSecret)), in: self)
    signer.certificate = try bundleCertificate()
    return signer
  }

  /// The public half of that key; nil where none was made yet.
  public func bundleKey() throws(StoreError) -> [UInt8]? {
    try setting(.signingSecret) == nil ? nil : bundleSigner().publicKey
  }

  /// The public half, where it was made and the server that is followed may not have it; else empty.
  public func untoldBundleKey() throws(StoreError) -> [UInt8] {
    guard let key = try bundleKey() else { return [] }
    return try isNoted(followedUpstream(), in: .signingTold) ? [] : key
  }

  /// The office's word whose the key is; nil where nobody told it.
  public func bundleCertificate() throws(StoreError) -> DeviceCertificate? {
    guard let bytes = try setting(.signingCertificate).flatMap({ [UInt8](hexadecimal: $0) }) else {
      return nil
    }
    // What cannot be read is asked for again; bundles are signed all the same.
    do throws(WireError) { return try DeviceCertificate(fieldBytes: bytes) } catch { return nil }
  }

  /// Whether there is a key, and no word of the office whose it is. Without the key that receipts are
  /// checked by nobody would be believed.
  public func wantsCertificate() throws(StoreError) -> Bool {
    guard try setting(.signingSecret) != nil, try setting(.receiptKey) != nil else { return false }
    return try bundleCertificate() == nil
  }

  /// Keeps the office's word whose the key is, if it is for this key and the office signed it.
  /// - Returns: whether it is.
  public func keep(_ certificate: DeviceCertificate) throws(StoreError) -> Bool {
    guard try bundleKey() == certificate.key, try accepts(certificate) else { return false }
    try set(.signingCertificate, to: certificate.fieldBytes.hexadecimal)
    return true
  }

  /// Whether the office signed it that this store was enrolled at.
  public func accepts(_ certificate: DeviceCertificate) throws(StoreError) -> Bool {
    try receiptVerifier()?.accepts(certificate) ?? false
  }

  /// Notes that a server has the public half.
  public func noteBundleKey(knownTo upstream: UpstreamHistory) throws(StoreError) {
    try note(upstream, in: .signingTold)
  }
}
