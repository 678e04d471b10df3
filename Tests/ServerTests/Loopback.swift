import Foundation
import Glibc

/// TCP sockets on this machine. Whoever gets one closes it.
enum Loopback {
  private static let backlog: Int32 = 16

  /// A socket that listens on a port of the system's choice.
  static func listening() throws -> (socket: Int32, port: UInt16) {
    let listening = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = address(port: 0)
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
        bind(listening, generic, length) == 0 && listen(listening, backlog) == 0
          && getsockname(listening, generic, &length) == 0
      }
    }
    guard isBound else {
      close(listening)
      throw POSIXError(.EADDRINUSE)
    }
    return (listening, UInt16(bigEndian: address.sin_port))
  }

  /// A connection to a port, if something listens there.
  static func connected(to port: UInt16) -> Int32? {
    let connection = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = address(port: port)
    let isConnected = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(connection, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
      }
    }
    if isConnected { return connection }
    close(connection)
    return nil
  }

  /// Up to so many bytes; none at the end of the stream.
  static func received(from connection: Int32, limit: Int) -> [UInt8] {
    var buffer = [UInt8](repeating: 0, count: limit)
    let count = recv(connection, &buffer, limit, 0)
    return count > 0 ? Array(buffer[..<count]) : []
  }

  /// Sends all; false where the other side is gone.
  static func send(_ bytes: [UInt8], over connection: Int32) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes {
        Glibc.send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }

  /// From here on closing it tells the other side at once, and throws away what it has not read.
  static func makeAbrupt(_ connection: Int32) {
    var lingering = linger(l_onoff: 1, l_linger: 0)
    setsockopt(
      connection, SOL_SOCKET, SO_LINGER, &lingering, socklen_t(MemoryLayout<linger>.size))
  }

  private static func address(port: UInt16) -> sockaddr_in {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    return address
  }
}
