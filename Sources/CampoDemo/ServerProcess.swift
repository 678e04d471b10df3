import Foundation
import Processes

/// `campo-server run`, started and stopped by the story.
final class ServerProcess {
  private let process: ChildProcess
  let port: UInt16

  /// How long a server may take to listen, in steps of `waitStep`.
  private static let waitSteps = 200
  private static let waitStep = Duration.milliseconds(50)

  /// Starts the server and returns once it accepts connections.
  init(
    tools: Tools, data: URL, port: UInt16, log: URL, options: [String] = []
  ) async throws {
    self.port = port
    let address = "127.0.0.1:\(port)"
    let arguments = ["run", "--data", data.relativePath, "--listen", address] + options
    tools.narrator.command(
      (["campo-server"] + arguments.map(Tools.quoted)).joined(separator: " ") + " &")
    process = try ChildProcess(
      tools.server.path(percentEncoded: false), arguments,
      streams: .log(log.path(percentEncoded: false)), environment: tools.environment)
    for _ in 0..<Self.waitSteps {
      if let connection = LoopbackSocket.connected(to: port) {
        connection.close()
        return
      }
      guard process.isRunning else { break }
      try await Task.sleep(for: Self.waitStep)
    }
    stop()
    throw DemoError.serverSilent(address: address, log: log.relativePath)
  }

  func stop() {
    process.terminate()
    process.wait()
  }
}
