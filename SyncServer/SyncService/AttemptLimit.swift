internal import Replication

/// Counts wrong codes in a sliding minute, so that codes cannot be guessed by trying.
struct AttemptLimit {
  static let attempts = 30
  static let windowMilliseconds: Int64 = 60_000

  private var failures: [WallTime] = []

  /// Whether another attempt may be made now.
  mutating func allows(at now: WallTime) -> Bool {
    // A clock that was set back must not lock everybody out.
    failures.removeAll { abs(now.milliseconds - $0.milliseconds) >= Self.windowMilliseconds }
    return failures.count < Self.attempts
  }

  mutating func failed(at now: WallTime) { failures.append(now) }
}
