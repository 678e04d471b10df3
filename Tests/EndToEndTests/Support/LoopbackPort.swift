import Foundation

/// Ports of 127.0.0.1 for servers under test.
enum LoopbackPort {
  struct Silent: Error { let port: UInt16 }

  /// How often and how long to look for a server that starts.
  private static let looks = 600
  private static let secondsBetweenLooks = 0.05

  /// A port that was free a moment ago.
  static func free() throws -> UInt16 {
    try withSocket(port: 0) { descriptor, address, length in
      guard bind(descriptor, address, length) == 0 else { return nil }
      var bound = sockaddr_in()
      var size = length
      let known = withUnsafeMutablePointer(to: &bound) {
        $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(descriptor, $0, &size) }
      }
      return known == 0 ? UInt16(bigEndian: bound.sin_port) : nil
    }
  }

  /// Returns once something listens on the port.
  static func awaitListener(on port: UInt16) throws {
    for _ in 0..<looks {
      let answered = try? withSocket(port: port) { descriptor, address, length in
        connect(descriptor, address, length) == 0 ? port : nil
      }
      if answered != nil { return }
      Thread.sleep(forTimeInterval: secondsBetweenLooks)
    }
    throw Silent(port: port)
  }

  private static func withSocket(
    port: UInt16, _ use: (Int32, UnsafePointer<sockaddr>, socklen_t) -> UInt16?
  ) throws -> UInt16 {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(descriptor) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let result = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { use(descriptor, $0, length) }
    }
    guard let result else { throw Silent(port: port) }
    return result
  }
}
