import Interviewing
import Replication
import Synchronization

/// The time of a run, which passes only between steps.
final class Clock: Sendable {
  private let milliseconds = Mutex<Int64>(1_790_000_000_000)

  var now: Int64 { milliseconds.withLock { $0 } }

  func advance(by step: Int64) { milliseconds.withLock { $0 += step } }
}

/// A device's own clock, wrong by years perhaps.
final class DeviceClock: Sendable {
  static let mostSkewMilliseconds: Int64 = 10 * 366 * 86_400_000

  private let clock: Clock
  private let skew = Mutex<Int64>(0)

  init(_ clock: Clock) { self.clock = clock }

  var now: Int64 { clock.now + skew.withLock { $0 } }

  var wallTime: WallTime { WallTime(milliseconds: now) }

  func set(skew milliseconds: Int64) { skew.withLock { $0 = milliseconds } }
}

/// Chance that comes from a seed.
final class Chance: Sendable {
  private let generator: Mutex<SeededGenerator>

  init(seed: UInt64) { generator = Mutex(SeededGenerator(seed: seed)) }

  func bits() -> UInt64 { generator.withLock { $0.next() } }
}
