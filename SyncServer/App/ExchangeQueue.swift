import Dispatch
import Foundation
import SyncProtocol
import SyncService
import Synchronization

/// Carries out exchanges, each at once while there are few. Those that arrive while as many are under way
/// as there are cores wait, and then go together (`SyncService.sync`): when a whole team comes back to
/// the hotspot at the same hour, it shares transactions and syncs of the disk.
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
    /// In the order in which they arrived.
    var waiting: [Waiting] = []
    var underWay = 0
  }

  private let service: SyncService
  private let state = Mutex(State())
  private let cores = ProcessInfo.processInfo.activeProcessorCount
  // Not on the threads of Swift's own pool: the store blocks.
  private let threads = DispatchQueue(label: "exchanges", attributes: .concurrent)

  init(service: SyncService) { self.service = service }

  /// - Parameter bytes: of the request as it came.
  func sync(
    _ request: SyncRequest, of bytes: Int, from admission: Admission
  ) async throws(ServiceError) -> SyncResponse {
    let result = await withCheckedContinuation { answered in
      let waiting = Waiting(
        request: request, admission: admission, bytes: bytes, answered: answered)
      let isFree = state.withLock { state in
        state.waiting.append(waiting)
        guard state.underWay < cores else { return false }
        state.underWay += 1
        return true
      }
      if isFree { threads.async { self.carryOut() } }
    }
    return try result.get()
  }

  /// Until nothing waits.
  private func carryOut() {
    while let group = next() {
      let callers = service.callers(of: group.map(\.admission))
      var admitted: [(waiting: Waiting, caller: Caller)] = []
      for (one, caller) in zip(group, callers) {
        switch caller {
        case .success(let caller): admitted.append((one, caller))
        case .failure(let error): one.answered.resume(returning: .failure(error))
        }
      }
      let answers = service.sync(admitted.map { ($0.waiting.request, $0.caller) })
      for (one, answer) in zip(admitted, answers) {
        one.waiting.answered.resume(returning: answer)
      }
    }
  }

  /// What goes together next; nil where nothing waits, and then one less is under way.
  private func next() -> [Waiting]? {
    state.withLock { state in
      var room = Self.bytes
      let count = state.waiting.prefix(Self.exchanges).prefix { one in
        defer { room -= one.bytes }
        return one.bytes <= room || room == Self.bytes
      }.count
      guard count > 0 else {
        state.underWay -= 1
        return nil
      }
      defer { state.waiting.removeFirst(count) }
      return Array(state.waiting.prefix(count))
    }
  }
}
