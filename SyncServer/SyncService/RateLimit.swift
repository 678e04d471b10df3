internal import Replication

/// How often something may happen: so often at once, and again as time passes, for each key by itself.
///
/// One moment a key is all that is kept: when its allowance will be whole again.
struct RateLimit<Key: Hashable & Sendable>: Sendable {
  /// So often at once; then once every `windowMilliseconds / count`.
  let count: Int64
  private var whole: [Key: Int64] = [:]

  init(_ count: Int64) { self.count = count }

  /// How many are told apart now.
  var keyCount: Int { whole.count }

  /// How long until it may happen again; nil where it may now.
  func waitMilliseconds(_ key: Key, at now: WallTime) -> Int64? {
    let wait = next(key, now) - now.milliseconds - ServiceLimits.windowMilliseconds
    return wait > 0 ? wait : nil
  }

  /// Takes note that it happened.
  mutating func note(_ key: Key, at now: WallTime) {
    let next = next(key, now)
    if whole[key] == nil, whole.count >= ServiceLimits.rateKeys { makeRoom(now) }
    whole[key] = next
  }

  /// Takes note that it happens, where it may.
  /// - Returns: how long until it may happen again; nil where it was taken note of.
  mutating func take(_ key: Key, at now: WallTime) -> Int64? {
    if let wait = waitMilliseconds(key, at: now) { return wait }
    note(key, at: now)
    return nil
  }

  /// When the allowance would be whole again if it happened now.
  private func next(_ key: Key, _ now: WallTime) -> Int64 {
    let window = ServiceLimits.windowMilliseconds
    var start = max(whole[key] ?? 0, now.milliseconds)
    // A clock that was set back must not lock anybody out.
    if start - now.milliseconds > window { start = now.milliseconds }
    return start + window / count
  }

  /// Whoever comes under that many keys at once is not held back by this.
  private mutating func makeRoom(_ now: WallTime) {
    whole = whole.filter { $0.value > now.milliseconds }
    if whole.count >= ServiceLimits.rateKeys { whole = [:] }
  }
}
