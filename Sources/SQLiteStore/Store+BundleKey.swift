import RecordCoding
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
    let secret = try establish(.signingSecret) {
      let bits = [environment.randomBits(), environment.randomBits()]
      var writer = ByteWriter()
      for word in bits.flatMap({ [$0.high, $0.low] }) { writer.write(fixed: word) }
      return writer.bytes.hexadecimal
    }
    guard let signer = [UInt8](hexadecimal: secret).flatMap({ BundleSigner(secret: $0) }) else {
      throw StoreError(.corrupt, at: directory)
    }
    return signer
  }

  /// The public half of that key; nil where none was made yet.
  public func bundleKey() throws(StoreError) -> [UInt8]? {
    try setting(.signingSecret) == nil ? nil : bundleSigner().publicKey
  }

  /// So many servers and hubs are remembered that have the key; to others it is told again.
  private static let toldLimit = 8

  /// The public half, where it was made and the server that is followed may not have it; else empty.
  public func untoldBundleKey() throws(StoreError) -> [UInt8] {
    guard let key = try bundleKey() else { return [] }
    guard let followed = try followedUpstream() else { return key }
    return try told().contains(followed.line) ? [] : key
  }

  /// Notes that a server has the public half.
  public func noteBundleKey(knownTo upstream: UpstreamHistory) throws(StoreError) {
    let others = try told().filter { $0 != upstream.line }
    let lines = [upstream.line] + others.prefix(Self.toldLimit - 1)
    try set(.signingTold, to: lines.joined(separator: "\n"))
  }

  private func told() throws(StoreError) -> [String] {
    try setting(.signingTold)?.split(separator: "\n").map(String.init) ?? []
  }
}

extension UpstreamHistory {
  fileprivate var line: String { "\(server) \(epoch)" }
}
