import Foundation
import Processes

/// Ports of 127.0.0.1 for servers under test.
enum LoopbackPort {
  struct Silent: Error { let port: UInt16 }

  /// How often and how long to look for a server that starts.
  private static let looks = 600
  private static let secondsBetweenLooks = 0.05

  /// A port that was free a moment ago.
  static func free() throws -> UInt16 {
    guard let (socket, port) = LoopbackSocket.listening() else { throw Silent(port: 0) }
    socket.close()
    return port
  }

  /// Returns once something listens on the port.
  static func awaitListener(on port: UInt16) throws {
    for _ in 0..<looks {
      if let connection = LoopbackSocket.connected(to: port) { return connection.close() }
      Thread.sleep(forTimeInterval: secondsBetweenLooks)
    }
    throw Silent(port: port)
  }
}
