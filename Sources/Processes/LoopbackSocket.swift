internal import Foundation

/// A TCP socket on 127.0.0.1, as little of it as the demonstration and the tests need. Whoever gets one
/// closes it.
public struct LoopbackSocket: Sendable {
  public let descriptor: Int32

  /// A socket that listens on a port the system chose.
  public static func listening() -> (socket: LoopbackSocket, port: UInt16)? {
    guard let socket = opened() else { return nil }
    var address = Self.address(port: 0)
    let length = socklen_t(MemoryLayout<sockaddr_in>.size)
    var bound = length
    let ready = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(socket.descriptor, $0, length) == 0 && listen(socket.descriptor, backlog) == 0
          && getsockname(socket.descriptor, $0, &bound) == 0
      }
    }
    guard ready else {
      socket.close()
      return nil
    }
    return (socket, UInt16(bigEndian: address.sin_port))
  }

  /// A connection to a port of this machine, if something listens there.
  public static func connected(to port: UInt16) -> LoopbackSocket? {
    guard let socket = opened() else { return nil }
    var address = Self.address(port: port)
    let length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let ready = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(socket.descriptor, $0, length) == 0
      }
    }
    guard ready else {
      socket.close()
      return nil
    }
    return socket
  }

  /// The next connection, or nil once the socket is shut.
  public func accepted() -> LoopbackSocket? {
    let next = accept(descriptor, nil, nil)
    return next < 0 ? nil : LoopbackSocket(descriptor: next)
  }

  /// Up to `limit` bytes; empty at the end of the stream or after a failure.
  public func received(limit: Int) -> [UInt8] {
    var buffer = [UInt8](repeating: 0, count: limit)
    let count = recv(descriptor, &buffer, limit, 0)
    return count > 0 ? Array(buffer[..<count]) : []
  }

  /// Sends all of `bytes`; false if the other side is gone.
  @discardableResult
  public func send(_ bytes: some Collection<UInt8>) -> Bool {
    var rest = Array(bytes)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes {
        Foundation.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }

  /// Ends both directions; whoever waits on the socket wakes.
  public func shut() { shutdown(descriptor, Int32(SHUT_RDWR)) }

  /// Ends the reading here without a word to the other side, which closing then tells at once, throwing
  /// away what it has not read.
  public func abort() {
    var lingering = linger(l_onoff: 1, l_linger: 0)
    setsockopt(
      descriptor, SOL_SOCKET, SO_LINGER, &lingering, socklen_t(MemoryLayout<linger>.size))
    shutdown(descriptor, Int32(SHUT_RD))
  }

  public func close() { Foundation.close(descriptor) }

  private static let backlog: Int32 = 16

  private static func opened() -> LoopbackSocket? {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    return descriptor < 0 ? nil : LoopbackSocket(descriptor: descriptor)
  }

  private static func address(port: UInt16) -> sockaddr_in {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    return address
  }
}
