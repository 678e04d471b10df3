public import SyncProtocol

extension Setting {
  /// The secret half of the key that this store signs bundles with, in hexadecimal digits.
  static let signingSecret = Setting("signing.secret")
  /// The servers' histories that have the public half, the last one first, one a line.
  static let signingTold = Setting("signing.told")
}

extension Store {
  /// The key that this store signs its bundles with; made when it is first asked for, and then its
  /// own for good, also after it took a new replica.
  public func bundleSigner() throws(StoreError) -> BundleSigner {
    try Self.usable(BundleSigner(secret: establishSecret(.signingSecret)), in: self)
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

  /// Notes that a server has the public half.
  public func noteBundleKey(knownTo upstream: UpstreamHistory) throws(StoreError) {
    try note(upstream, in: .signingTold)
  }
}
