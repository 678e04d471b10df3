internal import Synchronization

/// Sends HTTP requests over libcurl; connections and TLS sessions are reused while it lives.
public final class CurlTransport: Sendable {
  private let loop: TransferLoop
  private let state = Mutex(State())

  private struct State {
    var nextID: UInt64 = 0
    var total = Traffic()
  }

  public init(_ settings: TransportSettings = TransportSettings()) {
    loop = TransferLoop(settings: settings)
  }

  deinit { loop.close() }

  /// All traffic so far, failed exchanges included.
  public var traffic: Traffic { state.withLock { $0.total } }

  /// One exchange. Cancelling the task ends it at once with `TransportError.cancelled`.
  public func send(_ request: TransportRequest) async throws(TransportError) -> TransportResponse {
    try await outcome(of: request).result.get()
  }

  /// The same, for an answer of which the first part serves too.
  public func sendKeepingWhatCame(_ request: TransportRequest) async -> TransportEnd {
    let outcome = await outcome(of: request)
    switch outcome.result {
    case .success(let response): return TransportEnd(response: response, failure: nil)
    case .failure(let error): return TransportEnd(response: outcome.cut, failure: error)
    }
  }

  /// Begins an exchange without its body: the connection is made while that is put together.
  public func open(_ request: TransportRequest) -> OpenedExchange {
    let exchange = OpenedExchange(on: self, id: nextID())
    let end = exchange.end
    loop.start(
      TransferOrder(id: exchange.id, request: request, bodyComesLater: true) {
        [weak self] outcome in
        self?.count(outcome)
        end.came(outcome)
      })
    return exchange
  }

  func supply(_ id: UInt64, _ body: [UInt8]) { loop.supply(id, body) }

  func cancel(_ id: UInt64) { loop.cancel(id) }

  private func nextID() -> UInt64 {
    state.withLock { state in
      state.nextID += 1
      return state.nextID
    }
  }

  private func count(_ outcome: Transfer.Outcome) {
    state.withLock { $0.total = $0.total + outcome.traffic }
  }

  private func outcome(of request: TransportRequest) async -> Transfer.Outcome {
    let id = nextID()
    let outcome = await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        loop.start(
          TransferOrder(id: id, request: request) { continuation.resume(returning: $0) })
        // A cancellation that came before the start found nothing to end.
        if Task.isCancelled { loop.cancel(id) }
      }
    } onCancel: {
      loop.cancel(id)
    }
    count(outcome)
    return outcome
  }
}
