import Foundation
import Glibc

/// Answers every request with a page that asks to log in, as the networks of hotels do.
final class PortalPage: Sendable {
  let port: UInt16
  private let socket: Int32

  init() throws {
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
    let page = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 6\r\n\r\nlog in"
    Thread {
      while case let connection = accept(listening, nil, nil), connection >= 0 {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        _ = recv(connection, &buffer, buffer.count, 0)
        _ = send(connection, page, page.utf8.count, Int32(MSG_NOSIGNAL))
        close(connection)
      }
    }.start()
  }

  deinit { shutdown(socket, Int32(SHUT_RDWR)) }
}
