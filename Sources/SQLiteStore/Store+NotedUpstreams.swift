import RecordCoding

// The servers and hubs that were told something, or told it: a few are remembered, in a setting.

extension Store {
  /// So many are remembered; with others it is as if they had never been met.
  private static let notedLimit = 8

  func isNoted(_ upstream: UpstreamHistory?, in setting: Setting) throws(StoreError) -> Bool {
    guard let upstream else { return false }
    return try noted(in: setting).contains(upstream.line)
  }

  func note(_ upstream: UpstreamHistory, in setting: Setting) throws(StoreError) {
    let others = try noted(in: setting).filter { $0 != upstream.line }
    let lines = [upstream.line] + others.prefix(Self.notedLimit - 1)
    try set(setting, to: lines.joined(separator: "\n"))
  }

  private func noted(in setting: Setting) throws(StoreError) -> [String] {
    try self.setting(setting)?.split(separator: "\n").map(String.init) ?? []
  }

  /// 32 random bytes of a setting, made when they are first asked for.
  func establishSecret(_ setting: Setting) throws(StoreError) -> [UInt8] {
    let digits = try establish(setting) {
      let bits = [environment.randomBits(), environment.randomBits()]
      var writer = ByteWriter()
      for word in bits.flatMap({ [$0.high, $0.low] }) { writer.write(fixed: word) }
      return writer.bytes.hexadecimal
    }
    guard let secret = [UInt8](hexadecimal: digits) else {
      throw StoreError(.corrupt, at: directory)
    }
    return secret
  }

  /// A key made of a secret that was read; damage where it is none.
  static func usable<Key>(_ key: Key?, in store: Store) throws(StoreError) -> Key {
    guard let key else { throw StoreError(.corrupt, at: store.directory) }
    return key
  }
}

extension UpstreamHistory {
  /// As settings name it.
  package var line: String { "\(server) \(epoch)" }
}
