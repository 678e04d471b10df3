/// How a session adapts to the link, in bytes and milliseconds.
public struct SyncPolicy: Hashable, Sendable {
  public var firstBatchBytes = 256 << 10
  public var leastBatchBytes = 8 << 10
  public var mostBatchBytes = 1 << 20
  /// So many times the bytes make a batch while responses are packed: these take less than that part.
  public var packedGain = 4
  /// Records in one batch: the server checks them all before it answers, and holds its store for
  /// that long.
  public var batchRecords = 250
  /// Failures in a row after which the session gives up.
  public var attempts = 5
  public var firstDelayMilliseconds = 500
  public var mostDelayMilliseconds = 30_000
  /// A server that asks to be left alone for longer is not waited for: the person is told.
  public var mostAskedMilliseconds = 120_000

  public init() {}

  /// Full jitter: somewhere between nothing and the doubled-per-failure delay, so that devices
  /// that lost one server together do not return together. `random` lies in 0..<1.
  func delay(afterFailures failures: Int, random: Double) -> Int {
    let doublings = min(failures - 1, 16)
    let most = min(firstDelayMilliseconds << doublings, mostDelayMilliseconds)
    return Int(Double(most) * random)
  }
}
