import Foundation
import Processes

/// A folder of its own that is removed with the test.
final class TemporaryFolder: Sendable {
  let path = NSTemporaryDirectory() + "campo-test-" + UUID().uuidString

  init() throws {
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }
}

/// The built `campo-server`, beside the test bundle.
enum ServerBinary {
  struct Missing: Error {}
  struct Failed: Error { let errors: String }

  static func path() throws -> String {
    let folder = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
    let candidates = ["campo-server", "App"].map {
      folder.appending(path: $0).path(percentEncoded: false)
    }
    let found = candidates.first { FileManager.default.isExecutableFile(atPath: $0) }
    guard let found else { throw Missing() }
    return found
  }

  /// Runs a subcommand to its end and returns its standard output without the last line feed.
  static func run(_ arguments: String...) throws -> String { try run(arguments) }

  static func run(_ arguments: [String]) throws -> String {
    let result = try CommandResult.of(path(), arguments)
    guard result.status == 0 else { throw Failed(errors: result.errors) }
    return result.output.trimmingCharacters(in: .newlines)
  }
}

/// A running `campo-server run` on a port of its own choice.
final class ServerProcess: Sendable {
  private let process: ChildProcess
  private let log: String
  let data: String
  let url: String

  private static let pollMicroseconds: UInt32 = 5_000

  /// Starts on a data folder and waits for the line that tells the address.
  /// - Parameter options: of `run`, beside data and address.
  init(data: String, options: [String] = []) throws {
    self.data = data
    log = data + "-server.log"
    let output = data + "-server.out"
    process = try ChildProcess(
      ServerBinary.path(), ["run", "--data", data, "--listen", "127.0.0.1:0"] + options,
      streams: .files(output: output, errors: log))
    var said = ""
    while !said.hasSuffix("\n") {
      guard process.isRunning else {
        throw ServerBinary.Failed(errors: try String(contentsOfFile: log, encoding: .utf8))
      }
      usleep(Self.pollMicroseconds)
      said = try String(contentsOfFile: output, encoding: .utf8)
    }
    url = String(said.trimmingCharacters(in: .newlines).split(separator: " ").last ?? "")
  }

  deinit { killNow() }

  var port: UInt16 { UInt16(url.split(separator: ":").last ?? "") ?? 0 }

  /// Ends it at once, as a power cut does.
  func killNow() {
    process.kill()
    process.wait()
  }

  /// Asks it to end; returns its exit code.
  func terminate() -> Int32 {
    process.terminate()
    return process.wait().status
  }

  /// What it wrote to its standard error.
  func logged() throws -> String { try String(contentsOfFile: log, encoding: .utf8) }

  /// The most memory it had resident, in bytes.
  var peakMemory: Int { process.residentPeak }
}
