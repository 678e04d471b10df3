internal import Synchronization

/// An exchange that began before there was a body to send: the connection stands, or is being made. Letting
/// go of it ends it.
public final class OpenedExchange: Sendable {
  let id: UInt64
  let end = End()
  private let transport: CurlTransport

  init(on transport: CurlTransport, id: UInt64) {
    self.transport = transport
    self.id = id
  }

  deinit { transport.cancel(id) }

  /// Whether it has ended before there was a body, without an answer.
  public var hasFailed: Bool { end.hasFailed }

  /// Sends the body, once. Cancelling the task ends the exchange at once with
  /// `TransportError.cancelled`.
  public func send(_ body: [UInt8]) async throws(TransportError) -> TransportResponse {
    transport.supply(id, body)
    let outcome = await withTaskCancellationHandler {
      await withCheckedContinuation { end.wait($0) }
    } onCancel: {
      transport.cancel(id)
    }
    return try outcome.result.get()
  }

  /// Where the outcome and whoever waits for it meet.
  final class End: Sendable {
    private enum State {
      case open
      case waited(CheckedContinuation<Transfer.Outcome, Never>)
      case came(Transfer.Outcome)
    }

    private let state = Mutex(State.open)

    var hasFailed: Bool {
      state.withLock { state in
        if case .came(let outcome) = state, case .failure = outcome.result { true } else { false }
      }
    }

    func came(_ outcome: Transfer.Outcome) {
      let before = state.withLock { state in
        defer { state = .came(outcome) }
        return state
      }
      if case .waited(let continuation) = before { continuation.resume(returning: outcome) }
    }

    func wait(_ continuation: CheckedContinuation<Transfer.Outcome, Never>) {
      let outcome: Transfer.Outcome? = state.withLock { state in
        if case .came(let outcome) = state { return outcome }
        state = .waited(continuation)
        return nil
      }
      if let outcome { continuation.resume(returning: outcome) }
    }
  }
}
