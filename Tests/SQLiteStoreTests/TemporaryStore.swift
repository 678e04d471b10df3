import Foundation
import Replication
import SQLiteStore
import Synchronization

/// A folder of its own that is removed with the test, and an environment under the test's control.
final class TemporaryFolder: Sendable {
  let path: String

  init() {
    path = NSTemporaryDirectory() + "campo-test-" + UUID().uuidString
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }
}

/// A clock that ticks a second a look, and numbers instead of chance.
final class TestWorld: Sendable {
  private let counter: Mutex<UInt64>
  let machine: String

  init(seed: UInt64 = 0, machine: String = "machine") {
    counter = Mutex(seed)
    self.machine = machine
  }

  private func next() -> UInt64 {
    counter.withLock { value in
      value += 1
      return value
    }
  }

  var environment: StoreEnvironment {
    StoreEnvironment(
      now: { WallTime(milliseconds: Int64(self.next()) * 1000) },
      randomBits: { (self.next(), 7) },
      machine: { self.machine })
  }
}

let ana = Author(name: "ana", role: .enumerator)
let beto = Author(name: "beto", role: .enumerator)
let sara = Author(name: "sara", role: .supervisor)
let definition = String(repeating: "d", count: 64)

func answer(_ question: String, _ rows: RowID...) -> RegisterKey {
  .answer(AnswerKey(question: question, rows: rows))
}

extension Store {
  /// Saves one answer over what is sealed now.
  func answer(_ id: RecordID, _ question: String, _ text: String, by author: Author = ana) throws {
    try save(
      [(.answer(AnswerKey(question: question)), .text(text))], to: id, author: author,
      shown: load(id).record)
  }
}
