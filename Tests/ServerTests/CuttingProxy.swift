import Foundation
import Glibc
import Synchronization

/// Forwards loopback connections to a server and cuts each after so many bytes in one direction.
final class CuttingProxy: Sendable {
  enum Direction: Sendable { case toServer, toClient }

  /// What passed in one direction, of all connections.
  private final class Passed: Sendable {
    let bytes = Mutex<[UInt8]>([])
  }

  let port: UInt16
  private let socket: Int32
  private let pumps = DispatchGroup()
  private let up = Passed()
  private let down = Passed()

  init(
    to server: UInt16, cutting direction: Direction = .toServer, after limit: Int = .max
  ) throws {
    let listening = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = Self.loopback(port: 0)
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
        bind(listening, generic, length) == 0 && listen(listening, 16) == 0
          && getsockname(listening, generic, &length) == 0
      }
    }
    guard isBound else { throw POSIXError(.EADDRINUSE) }
    port = UInt16(bigEndian: address.sin_port)
    socket = listening
    let (pumps, passedUp, passedDown) = (pumps, up, down)
    Thread {
      while case let client = accept(listening, nil, nil), client >= 0 {
        guard let upstream = Self.connect(to: server) else {
          close(client)
          continue
        }
        let up = direction == .toServer ? limit : .max
        let down = direction == .toClient ? limit : .max
        pumps.enter()
        pumps.enter()
        Thread {
          Self.pump(from: client, to: upstream, limit: up, passedUp)
          pumps.leave()
        }.start()
        Thread {
          Self.pump(from: upstream, to: client, limit: down, passedDown)
          pumps.leave()
        }.start()
      }
    }.start()
  }

  deinit { shutdown(socket, Int32(SHUT_RDWR)) }

  /// The bytes since the last call, both ways, once every connection has ended.
  func takePassed() -> (up: [UInt8], down: [UInt8]) {
    pumps.wait()
    let (up, down) = (up.bytes.withLock { $0 }, down.bytes.withLock { $0 })
    self.up.bytes.withLock { $0 = [] }
    self.down.bytes.withLock { $0 = [] }
    return (up, down)
  }

  private static func loopback(port: UInt16) -> sockaddr_in {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    return address
  }

  static func connect(to port: UInt16) -> Int32? {
    let connection = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = loopback(port: port)
    let isConnected = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        Glibc.connect(connection, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
      }
    }
    if isConnected { return connection }
    close(connection)
    return nil
  }

  /// Copies until an end or the limit, then ends both connections for good.
  private static func pump(
    from source: Int32, to target: Int32, limit: Int, _ passed: Passed
  ) {
    var left = limit
    var buffer = [UInt8](repeating: 0, count: 16_384)
    while left > 0 {
      let count = recv(source, &buffer, min(buffer.count, left), 0)
      if count > 0 { passed.bytes.withLock { $0 += buffer[..<count] } }
      guard count > 0, send(target, buffer, count, Int32(MSG_NOSIGNAL)) == count else { break }
      left -= count
    }
    shutdown(source, Int32(SHUT_RDWR))
    shutdown(target, Int32(SHUT_RDWR))
  }
}
