import Foundation

/// One connection that asks over HTTP/1.1 and waits for each answer: little enough to be had two thousand
/// times on the cores that the server needs.
final class HTTPConnection {
  private let socket: Int32
  private var buffer = [UInt8](repeating: 0, count: 1 << 16)

  enum Failure: Error {
    /// The other end is gone: no answer came.
    case closed
    case status(Int, String)
  }

  init(port: UInt16) throws {
    socket = Foundation.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let code = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard code == 0 else { throw Failure.closed }
    var on: Int32 = 1
    setsockopt(socket, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size))
  }

  deinit { close(socket) }

  /// The body of the answer, which must be one of success.
  func post(_ path: String, type: String, token: String, _ body: [UInt8]) throws -> [UInt8] {
    let head = """
      POST \(path) HTTP/1.1\r
      Host: 127.0.0.1\r
      Authorization: Bearer \(token)\r
      Content-Type: \(type)\r
      Content-Length: \(body.count)\r
      \r

      """
    try send(Array(head.utf8) + body)
    return try receive()
  }

  private func send(_ bytes: [UInt8]) throws {
    var sent = 0
    while sent < bytes.count {
      let count = bytes.withUnsafeBytes {
        Foundation.send(
          socket, $0.baseAddress.map { $0 + sent }, bytes.count - sent,
          Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { throw Failure.closed }
      sent += count
    }
  }

  private func receive() throws -> [UInt8] {
    var bytes: [UInt8] = []
    var head: (end: Int, status: Int, length: Int)?
    while true {
      let count = recv(socket, &buffer, buffer.count, 0)
      guard count > 0 else { throw Failure.closed }
      bytes += buffer[..<count]
      if head == nil { head = Self.head(of: bytes) }
      guard let head, bytes.count >= head.end + head.length else { continue }
      let body = Array(bytes[head.end..<head.end + head.length])
      guard head.status == 200 else {
        throw Failure.status(head.status, String(decoding: body, as: UTF8.self))
      }
      return body
    }
  }

  /// Nil until all of it is here.
  private static func head(of bytes: [UInt8]) -> (end: Int, status: Int, length: Int)? {
    guard let end = bytes.firstRange(of: Array("\r\n\r\n".utf8))?.upperBound else { return nil }
    let lines = String(decoding: bytes[..<end], as: UTF8.self).split(separator: "\r\n")
    let status = lines.first?.split(separator: " ").dropFirst().first.flatMap { Int($0) }
    var length: Int?
    for line in lines.dropFirst() {
      let parts = line.split(separator: ":", maxSplits: 1)
      guard parts.count == 2, parts[0].lowercased() == "content-length" else { continue }
      length = Int(parts[1].trimmingCharacters(in: .whitespaces))
    }
    return (end, status ?? 0, length ?? 0)
  }
}
