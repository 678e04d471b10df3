import SQLiteStore
import Synchronization

/// Ends a process's work at the end of one of its transactions, and everything after it until the
/// process is started again.
final class PowerSwitch: Sendable {
  struct Crash: Error {}

  private struct State {
    var isDead = false
    /// Transactions left until the crash; nil where none is planned.
    var left: Int?
    var isAfter = false
    var committed = 0
    var isSpared = false
  }
  private let state = Mutex(State())

  var isDead: Bool { state.withLock { $0.isDead } }

  /// Transactions that are on the disk since `start`.
  var committed: Int { state.withLock { $0.committed } }

  /// Plans a crash at a transaction, counted from 0.
  func plan(at transaction: Int, after isAfter: Bool) {
    state.withLock { ($0.left, $0.isAfter) = (transaction, isAfter) }
  }

  /// An operation begins: its transactions are counted.
  func start() { state.withLock { $0.committed = 0 } }

  /// The process is started again.
  func revive() { state.withLock { $0 = State() } }

  /// Does what no crash is tried in.
  func sparing<Value>(_ body: () throws -> Value) rethrows -> Value {
    state.withLock { $0.isSpared = true }
    defer { state.withLock { $0.isSpared = false } }
    return try body()
  }

  func pass(_ moment: StoreMoment) throws {
    try state.withLock { state in
      if state.isDead { throw Crash() }
      if state.isSpared { return }
      switch moment {
      case .reading: break
      case .committing:
        if state.left == 0, !state.isAfter {
          state.isDead = true
          throw Crash()
        }
      case .committed:
        state.committed += 1
        if state.left == 0 {
          state.isDead = true
          throw Crash()
        }
        state.left = state.left.map { $0 - 1 }
      }
    }
  }
}
