import Foundation
import Glibc
import Synchronization

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

  static func url() throws -> URL {
    let folder = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
    let candidates = ["campo-server", "App"].map { folder.appending(path: $0) }
    let found = candidates.first { FileManager.default.isExecutableFile(atPath: $0.path) }
    guard let found else { throw Missing() }
    return found
  }

  /// Runs a subcommand to its end and returns its standard output without the last line feed.
  static func run(_ arguments: String...) throws -> String { try run(arguments) }

  static func run(_ arguments: [String]) throws -> String {
    let process = Process()
    process.executableURL = try url()
    process.arguments = arguments
    let (output, errors) = (Pipe(), Pipe())
    process.standardOutput = output
    process.standardError = errors
    try process.run()
    let said = output.fileHandleForReading.readDataToEndOfFile()
    let complaint = errors.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw Failed(errors: String(decoding: complaint, as: UTF8.self))
    }
    return String(decoding: said, as: UTF8.self).trimmingCharacters(in: .newlines)
  }
}

/// A running `campo-server run` on a port of its own choice.
final class ServerProcess: @unchecked Sendable {
  // `@unchecked`: `Process` is used by one test at a time; the rest is constant.
  private let process = Process()
  private let log: URL
  let data: String
  let url: String

  /// Starts on a data folder and waits for the line that tells the address.
  /// - Parameter options: of `run`, beside data and address.
  init(data: String, options: [String] = []) throws {
    self.data = data
    log = URL(filePath: data + "-server.log")
    if !FileManager.default.fileExists(atPath: log.path) {
      _ = FileManager.default.createFile(atPath: log.path, contents: nil)
    }
    let output = Pipe()
    process.executableURL = try ServerBinary.url()
    process.arguments = ["run", "--data", data, "--listen", "127.0.0.1:0"] + options
    process.standardOutput = output
    let errors = try FileHandle(forWritingTo: log)
    try errors.seekToEnd()
    process.standardError = errors
    try process.run()
    var line = ""
    while !line.hasSuffix("\n"), let byte = try output.fileHandleForReading.read(upToCount: 1),
      !byte.isEmpty
    {
      line += String(decoding: byte, as: UTF8.self)
    }
    guard let start = line.range(of: "http") else {
      throw ServerBinary.Failed(errors: String(decoding: try Data(contentsOf: log), as: UTF8.self))
    }
    url = line[start.lowerBound...].trimmingCharacters(in: .newlines)
  }

  deinit { if process.isRunning { kill(process.processIdentifier, SIGKILL) } }

  var port: UInt16 { UInt16(url.split(separator: ":").last ?? "") ?? 0 }

  /// Ends it at once, as a power cut does.
  func killNow() {
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
  }

  /// Asks it to end; returns its exit code.
  func terminate() -> Int32 {
    process.terminate()
    process.waitUntilExit()
    return process.terminationStatus
  }

  /// What it wrote to its standard error, over all its runs.
  func logged() throws -> String { String(decoding: try Data(contentsOf: log), as: UTF8.self) }

  /// The most memory it had resident, in bytes.
  func peakMemory() throws -> Int {
    let status = try String(
      contentsOfFile: "/proc/\(process.processIdentifier)/status", encoding: .utf8)
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") } ?? ""
    let kilobytes = line.split(whereSeparator: { !$0.isNumber }).first.flatMap { Int($0) }
    return (kilobytes ?? 0) << 10
  }
}
