import Foundation
import Processes

/// A `campo-server` of a test's own on 127.0.0.1, with the folder of its data.
final class ServerUnderTest {
  let data: String
  private let folder: TemporaryFolder
  private var process: ChildProcess?
  private(set) var port: UInt16 = 0

  init(in folder: TemporaryFolder) {
    self.folder = folder
    data = folder.path("server")
  }

  deinit { stop() }

  /// Again on the same port, where devices look for it.
  func start() throws {
    let port = port == 0 ? try LoopbackPort.free() : port
    process = try startCommand(
      BuiltProducts.server, ["run", "--data", data, "--listen", "127.0.0.1:\(port)"],
      streams: .files(output: folder.path("server.out"), errors: folder.path("server.err")))
    try LoopbackPort.awaitListener(on: port)
    self.port = port
  }

  func stop() {
    process?.kill()
    process?.wait()
    process = nil
  }

  /// Makes a device's store and enrols it, under the store's name.
  func enrol(_ store: String, as role: String, area: String) throws {
    let name = URL(filePath: store).deletingPathExtension().lastPathComponent
    let printed = try succeed(
      BuiltProducts.server,
      ["enroll", "--data", data, "--name", name, "--role", role, "--area", area])
    try succeed(
      BuiltProducts.campo,
      ["init", store, "--server", "http://127.0.0.1:\(port)", "--code", try Self.code(in: printed)])
  }

  private static func code(in output: String) throws -> String {
    let code = output.split { $0.isWhitespace || $0 == ":" }.last { word in
      word.contains("-") && word.allSatisfy { $0.isUppercase || $0.isNumber || $0 == "-" }
    }
    struct NoCode: Error { let output: String }
    guard let code else { throw NoCode(output: output) }
    return String(code)
  }
}

/// Runs a command that must succeed, and returns what it printed.
@discardableResult
func succeed(_ tool: String, _ arguments: [String], input: String = "") throws -> String {
  let result = try runCommand(tool, arguments, input: input)
  guard result.status == 0 else { throw CommandFailed(result: result) }
  return result.output
}
