internal import Synchronization

/// Bytes of requests that are read or carried out, over the whole server: whoever is let in could
/// otherwise fill its memory by beginning many large bodies. What is over the bound is refused and may
/// come again; the first bytes of each body are not counted, so that small requests go on beside it.
package final class BodyBudget: Sendable {
  private struct State {
    var total = 0
    var own: [Caller.Asker: Int] = [:]
  }

  private let state = Mutex(State())

  package init() {}

  /// - Parameter now: when the body begins to be read.
  package func open(for asker: Caller.Asker, at now: ContinuousClock.Instant = .now) -> HeldBody {
    HeldBody(budget: self, asker: asker, begun: now)
  }

  fileprivate func take(_ bytes: Int, of asker: Caller.Asker) throws(ServiceError) {
    let refusal: ServiceError? = state.withLock { state in
      let own = state.own[asker] ?? 0
      if own + bytes > ServiceLimits.ownBodyBytes {
        return .tooManyRequests(waitSeconds: ServiceLimits.busySeconds)
      }
      if state.total + bytes > ServiceLimits.bodyBytes {
        return .busy(waitSeconds: ServiceLimits.busySeconds)
      }
      state.own[asker] = own + bytes
      state.total += bytes
      return nil
    }
    if let refusal { throw refusal }
  }

  fileprivate func giveBack(_ bytes: Int, of asker: Caller.Asker) {
    if bytes == 0 { return }
    state.withLock { state in
      state.total -= bytes
      let own = (state.own[asker] ?? 0) - bytes
      state.own[asker] = own == 0 ? nil : own
    }
  }
}

/// What one body holds of the budget, from its first byte until it is closed.
package final class HeldBody: Sendable {
  private let budget: BodyBudget
  private let asker: Caller.Asker
  private let begun: ContinuousClock.Instant
  private let bytes = Mutex(0)

  fileprivate init(budget: BodyBudget, asker: Caller.Asker, begun: ContinuousClock.Instant) {
    self.budget = budget
    self.asker = asker
    self.begun = begun
  }

  /// To be asked before more is kept.
  /// - Throws: `.busy`, `.tooManyRequests`.
  package func add(_ more: Int) throws(ServiceError) {
    let before = bytes.withLock { $0 }
    try budget.take(Self.counted(before + more) - Self.counted(before), of: asker)
    bytes.withLock { $0 = before + more }
  }

  /// Of a body that is kept until its end.
  /// - Throws: `.bodyTooSlow`.
  package func requireInTime(_ now: ContinuousClock.Instant = .now) throws(ServiceError) {
    guard now - begun <= .seconds(ServiceLimits.bodySeconds) else { throw .bodyTooSlow }
  }

  /// What came is kept no longer.
  package func release() {
    let before = bytes.withLock { bytes in
      defer { bytes = 0 }
      return bytes
    }
    budget.giveBack(Self.counted(before), of: asker)
  }

  private static func counted(_ bytes: Int) -> Int { max(0, bytes - ServiceLimits.freeBodyBytes) }
}
