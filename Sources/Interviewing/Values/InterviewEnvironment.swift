public import Foundation

/// What an interview needs of the world: given in, never looked up, so that it can be replayed.
public struct InterviewEnvironment: Sendable {
  /// Milliseconds since 1970 UTC.
  public var now: @Sendable () -> Int64
  public var timeZone: TimeZone
  /// Feeds `random()`, `uuid()`, `randomize()` and the identities of added rows.
  public var random: any RandomNumberGenerator & Sendable
  /// Facts about the device and its user by ODK's names: `deviceid`, `username`, `email`,
  /// `phonenumber`, `subscriberid`, `simserial`.
  public var properties: [String: String]
  /// What `${last-saved#name}` finds when an interview begins: the answers of the interview that
  /// was last finished with the questionnaire, by path (`/data/name`).
  public var lastSaved: [String: String] = [:]

  public init(
    now: @escaping @Sendable () -> Int64, timeZone: TimeZone,
    random: any RandomNumberGenerator & Sendable, properties: [String: String] = [:]
  ) {
    self.now = now
    self.timeZone = timeZone
    self.random = random
    self.properties = properties
  }
}

/// A small, fast generator that gives the same numbers for the same seed (splitmix64), for
/// scenarios and tests.
public struct SeededGenerator: RandomNumberGenerator, Sendable {
  private var state: UInt64
  public init(seed: UInt64) { state = seed }

  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
