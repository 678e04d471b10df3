public import Replication

/// Decides one synchronization, from the first request to the last: a pure value that says what to
/// do next and is told what came of it.
///
/// What waits to be sent stays in the store; the session only says how much of it to take, so that
/// it may be thrown away at any moment and begun again without harm.
public struct SyncSession: Sendable {
  public enum Action: Hashable, Sendable {
    /// Send what waits, up to so many bytes (one record at least), and ask for as much.
    case exchange(batchBytes: Int)
    /// Then exchange with batches of so many bytes.
    case wait(milliseconds: Int, batchBytes: Int)
    case finish
    /// Tell the last failure.
    case giveUp
    /// The server answered and acknowledged none of what was sent: going on would not end.
    case stop(unacknowledged: [RecordID])
  }

  public enum Failure: Hashable, Sendable {
    /// The batch did not get through in time, or was refused as too large.
    case tooMuch
    /// Passes by itself: no network, a cut, a busy server.
    case temporary
    /// The server asks to be left alone for so long.
    case asked(toWaitMilliseconds: Int)
    /// Needs somebody's doing: a wrong token, a certificate.
    case lasting
  }

  public private(set) var batchBytes: Int
  private let policy: SyncPolicy
  private var failures = 0

  public init(_ policy: SyncPolicy = SyncPolicy()) {
    self.policy = policy
    batchBytes = policy.firstBatchBytes
  }

  /// Even with nothing to send the first exchange asks for the changes of others.
  public func start() -> Action { .exchange(batchBytes: batchBytes) }

  /// The answer has been stored. `moreWaits` tells whether the store has more that can be sent.
  public mutating func answered(
    sent: [EncodedRecord], _ response: SyncResponse, moreWaits: Bool
  ) -> Action {
    failures = 0
    batchBytes = min(batchBytes * 2, policy.mostBatchBytes)
    let acknowledged = Set(response.receipts.map(\.record))
    let missing = sent.map(\.id).filter { !acknowledged.contains($0) }
    if !sent.isEmpty, missing.count == sent.count { return .stop(unacknowledged: missing) }
    return moreWaits || response.hasMore ? .exchange(batchBytes: batchBytes) : .finish
  }

  /// The exchange brought no answer. `random` lies in 0..<1.
  public mutating func failed(_ failure: Failure, random: Double) -> Action {
    failures += 1
    switch failure {
    case .lasting: return .giveUp
    case .tooMuch: batchBytes = max(batchBytes / 2, policy.leastBatchBytes)
    case .temporary, .asked: break
    }
    guard failures < policy.attempts else { return .giveUp }
    var milliseconds = policy.delay(afterFailures: failures, random: random)
    if case .asked(let least) = failure {
      guard least <= policy.mostAskedMilliseconds else { return .giveUp }
      // Not before, and not all at that very moment.
      milliseconds += least
    }
    return .wait(milliseconds: milliseconds, batchBytes: batchBytes)
  }
}
