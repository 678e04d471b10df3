import Foundation
import Glibc
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
  private let socket: Int32
  private let counter: Counter

  /// Bytes of requests that arrived, as far as they were read.
  var received: Int { counter.bytes.withLock { $0 } }

  private final class Counter: Sendable {
    let bytes = Mutex(0)
  }

  init(_ behaviour: Behaviour) throws {
    let listening = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
        bind(listening, generic, length) == 0 && listen(listening, 8) == 0
          && getsockname(listening, generic, &length) == 0
      }
    }
    guard isBound else { throw POSIXError(.EADDRINUSE) }
    port = UInt16(bigEndian: address.sin_port)
    socket = listening
    let counter = Counter()
    self.counter = counter
    let thread = Thread {
      while case let connection = accept(listening, nil, nil), connection >= 0 {
        Self.serve(connection, behaviour, counter)
      }
    }
    thread.start()
  }

  deinit { shutdown(socket, Int32(SHUT_RDWR)) }

  private static func serve(_ connection: Int32, _ behaviour: Behaviour, _ counter: Counter) {
    defer { close(connection) }
    var buffer = [UInt8](repeating: 0, count: 65_536)
    let count = recv(connection, &buffer, buffer.count, 0)
    guard count > 0 else { return }
    counter.bytes.withLock { $0 += count }
    switch behaviour {
    case .answer(let text), .cut(let text):
      _ = text.withCString { send(connection, $0, strlen($0), Int32(MSG_NOSIGNAL)) }
    case .silence:
      while recv(connection, &buffer, buffer.count, 0) > 0 {}
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
