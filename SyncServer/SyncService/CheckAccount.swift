internal import SQLiteStore
internal import Synchronization

/// What the checks of one exchange may still take, in steps of evaluation.
final class CheckAccount: Sendable {
  private let left: Mutex<Int>

  init(_ work: Int) { left = Mutex(work) }

  var isUsedUp: Bool { left.withLock { $0 <= 0 } }

  func pay(_ work: Int) { left.withLock { $0 -= work } }
}

/// What is known of a record's check before the record is merged.
enum ForeseenCheck: Sendable {
  case documents([String: StoredDocument])
  /// Its questionnaire is not here.
  case unknown
  /// There was no work left for it: it waits for the next exchange.
  case putOff
}
