import Foundation
import Processes
import Synchronization

/// Listens on loopback and answers every connection with the same bytes, or with silence.
final class ScriptedServer: Sendable {
  enum Behaviour: Sendable {
    case answer(String)
    /// Reads and never answers.
    case silence
    /// Answers with this much, then closes.
    case cut(String)
  }

  let port: UInt16
  private let socket: LoopbackSocket
  private let counter: Counter

  /// Bytes of requests that arrived, as far as they were read.
  var received: Int { counter.bytes.withLock { $0 } }

  private final class Counter: Sendable {
    let bytes = Mutex(0)
  }

  init(_ behaviour: Behaviour) throws {
    guard let (socket, port) = LoopbackSocket.listening() else { throw POSIXError(.EADDRINUSE) }
    (self.socket, self.port) = (socket, port)
    let counter = Counter()
    self.counter = counter
    let thread = Thread {
      while let connection = socket.accepted() {
        Self.serve(connection, behaviour, counter)
      }
    }
    thread.start()
  }

  deinit { socket.shut() }

  private static func serve(
    _ connection: LoopbackSocket, _ behaviour: Behaviour, _ counter: Counter
  ) {
    defer { connection.close() }
    let request = connection.received(limit: 65_536)
    guard !request.isEmpty else { return }
    counter.bytes.withLock { $0 += request.count }
    switch behaviour {
    case .answer(let text), .cut(let text): connection.send(text.utf8)
    case .silence: while !connection.received(limit: 65_536).isEmpty {}
    }
  }
}

func http(_ status: String, type: String, _ body: String) -> String {
  """
  HTTP/1.1 \(status)\r
  Content-Type: \(type)\r
  Content-Length: \(body.utf8.count)\r
  \r
  \(body)
  """
}
