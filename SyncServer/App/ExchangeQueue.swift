import Dispatch
import Foundation
import SyncProtocol
import SyncService
import Synchronization

/// Carries out exchanges, each at once while there are few. Those that arrive while as many are under way
/// as there are cores wait, and then go together (`SyncService.sync`): when a whole team comes back to
/// the hotspot at the same hour, it shares transactions and syncs of the disk. Of one enrolment one goes
/// at a time, in its turn (`FairLine`).
final class ExchangeQueue: Sendable {
  /// Exchanges that go together at most; the others need not wait longer than these take.
  static let exchanges = 64
  /// Bytes of their requests, but for a single one that is larger.
  static let bytes = 1 << 20

  private struct Waiting {
    let request: SyncRequest
    let admission: Admission
    let bytes: Int
    let answered: CheckedContinuation<Result<SyncResponse, ServiceError>, Never>
  }

  private struct State {
    var line = FairLine<Caller.Asker, Waiting>(limit: ServiceLimits.waitingExchanges)
    var underWay = 0
  }

  private let service: SyncService
  private let state = Mutex(State())
  private let cores = ProcessInfo.processInfo.activeProcessorCount
  // Not on the threads of Swift's own pool: the store blocks.
  private let threads = DispatchQueue(label: "exchanges", attributes: .concurrent)

  init(service: SyncService) { self.service = service }

  /// - Parameter bytes: of the request as it came.
  /// - Throws: `.tooManyRequests` where too many of the same enrolment wait.
  func sync(
    _ request: SyncRequest, of bytes: Int, from admission: Admission
  ) async throws(ServiceError) -> SyncResponse {
    let result = await withCheckedContinuation { answered in
      let waiting = Waiting(
        request: request, admission: admission, bytes: bytes, answered: answered)
      let (isTaken, isFree) = state.withLock { state in
        guard state.line.add(waiting, of: admission.asker) else { return (false, false) }
        guard state.underWay < cores else { return (true, false) }
        state.underWay += 1
        return (true, true)
      }
      if isFree { threads.async { self.carryOut() } }
      if !isTaken {
        answered.resume(
          returning: .failure(.tooManyRequests(waitSeconds: ServiceLimits.busySeconds)))
      }
    }
    return try result.get()
  }

  /// Until nothing waits that may go.
  private func carryOut() {
    while let group = next() {
      let answers = answers(to: group)
      state.withLock { $0.line.ended(group.map(\.admission.asker)) }
      for (one, answer) in zip(group, answers) { one.answered.resume(returning: answer) }
    }
  }

  private func answers(to group: [Waiting]) -> [Result<SyncResponse, ServiceError>] {
    let callers = service.callers(of: group.map(\.admission))
    var admitted: [(request: SyncRequest, caller: Caller)] = []
    for (one, caller) in zip(group, callers) {
      if case .success(let caller) = caller { admitted.append((one.request, caller)) }
    }
    var answers = service.sync(admitted)[...]
    return callers.map { caller in caller.flatMap { _ in answers.removeFirst() } }
  }

  /// What goes together next; nil where nothing waits that may go, and then one less is under way.
  private func next() -> [Waiting]? {
    state.withLock { state in
      var room = Self.bytes
      let group = state.line.next(Self.exchanges) { one in
        defer { room -= one.bytes }
        return one.bytes <= room || room == Self.bytes
      }
      guard !group.isEmpty else {
        state.underWay -= 1
        return nil
      }
      return group.map(\.element)
    }
  }
}
