import Dispatch
import Synchronization

/// Work on many things, shared out among the cores.
enum EveryCore {
  /// What `transform` makes of each number below `count`, in order.
  ///
  /// - Parameter pieceSize: numbers that a core takes at a time; that many and fewer are not worth
  ///   sharing out.
  static func map<Result: Sendable>(
    _ count: Int, pieceSize: Int = 64, _ transform: @Sendable (Int) -> Result
  ) -> [Result] {
    let pieces = (count + pieceSize - 1) / pieceSize
    guard pieces > 1 else { return (0..<count).map(transform) }
    let found = Mutex([[Result]](repeating: [], count: pieces))
    DispatchQueue.concurrentPerform(iterations: pieces) { piece in
      let first = piece * pieceSize
      let results = (first..<min(first + pieceSize, count)).map(transform)
      found.withLock { $0[piece] = results }
    }
    return Array(found.withLock { $0 }.joined())
  }
}
