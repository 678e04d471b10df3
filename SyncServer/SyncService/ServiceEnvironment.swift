internal import Foundation
public import Replication

/// What the service takes from the world around it; a simulation passes its own.
public struct ServiceEnvironment: Sendable {
  public var now: @Sendable () -> WallTime
  /// 64 random bits, fit for secrets.
  public var randomBits: @Sendable () -> UInt64
  /// Lower than the limit only in tests.
  public var checkWork = ServiceLimits.checkWork

  public init(
    now: @escaping @Sendable () -> WallTime, randomBits: @escaping @Sendable () -> UInt64
  ) {
    self.now = now
    self.randomBits = randomBits
  }

  /// This machine's clock and its system's random numbers.
  public static var system: ServiceEnvironment {
    ServiceEnvironment(
      now: { WallTime(milliseconds: Int64(Date().timeIntervalSince1970 * 1000)) },
      randomBits: { UInt64.random(in: 0 ... .max) })
  }
}
