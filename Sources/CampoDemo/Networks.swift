import Processes

/// What lies between the team, the supervisor's laptop and the office.
struct Networks: Sendable {
  let serverPort: UInt16
  let hubPort: UInt16
  /// From the devices to the office.
  let office: Link
  /// From the devices to the laptop that is a hub.
  let hotspot: Link
  /// From that laptop to the office.
  let uplink: Link

  init() throws(DemoError) {
    serverPort = try Self.freePort()
    hubPort = try Self.freePort()
    office = try Link(to: serverPort)
    hotspot = try Link(to: hubPort)
    uplink = try Link(to: serverPort)
  }

  func stop() {
    for link in [office, hotspot, uplink] { link.stop() }
  }

  private static func freePort() throws(DemoError) -> UInt16 {
    guard let (socket, port) = LoopbackSocket.listening() else { throw DemoError.noPort }
    socket.close()
    return port
  }
}
