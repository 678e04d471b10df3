import Foundation
import Processes
import Synchronization

/// Forwards loopback connections to a server, and lets faults befall them.
final class FaultProxy: Sendable {
  let port: UInt16
  private let socket: LoopbackSocket
  private let link: FaultyLink

  /// - Parameters:
  ///   - faults: of the first connections, one each.
  ///   - later: of all that follow.
  init(to server: UInt16, first faults: [LinkFault] = [], then later: LinkFault = .none) throws {
    guard let (socket, port) = LoopbackSocket.listening() else { throw POSIXError(.EADDRINUSE) }
    let link = FaultyLink(to: server)
    (self.socket, self.port, self.link) = (socket, port, link)
    Thread {
      var coming = faults[...]
      while let client = socket.accepted() {
        let fault = coming.popFirst() ?? later
        link.open.enter()
        Thread {
          link.carry(client, fault)
          link.open.leave()
        }.start()
      }
      socket.close()
    }.start()
  }

  deinit { socket.shut() }

  var url: String { "http://127.0.0.1:\(port)" }

  /// The bytes since the last call, both ways, once every connection has ended.
  func takePassed() -> (up: [UInt8], down: [UInt8]) {
    link.open.wait()
    return link.passed.withLock { passed in
      defer { passed = ([], []) }
      return passed
    }
  }

  /// How many connections a cut has struck, once every connection has ended.
  func cuts() -> Int {
    link.open.wait()
    return link.cuts.load(ordering: .relaxed)
  }
}
