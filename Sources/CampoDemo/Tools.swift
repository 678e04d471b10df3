import Foundation
import Messages

/// The two executables, run as a person would run them.
struct Tools: Sendable {
  let campo: URL
  let server: URL
  let language: MessageLanguage
  let narrator: Narrator

  init(folder: String, language: MessageLanguage, narrator: Narrator) throws(DemoError) {
    campo = URL(filePath: folder).appending(path: "campo")
    server = URL(filePath: folder).appending(path: "campo-server")
    self.language = language
    self.narrator = narrator
    for tool in [campo, server]
    where !FileManager.default.isExecutableFile(atPath: tool.path(percentEncoded: false)) {
      throw DemoError.toolMissing(path: tool.relativePath)
    }
  }

  /// Whether a command is shown as it runs, and its output after it.
  enum Telling { case silent, command, commandAndOutput }

  /// Runs `campo ARGUMENTS` to its end; what it prints. A failure is an error.
  @discardableResult
  func campo(_ arguments: [String], telling: Telling = .commandAndOutput) throws -> String {
    try run(campo, arguments, telling)
  }

  /// Runs `campo-server ARGUMENTS` to its end; what it prints. A failure is an error.
  @discardableResult
  func server(
    _ arguments: [String], telling: Telling = .commandAndOutput
  ) throws -> String {
    try run(server, arguments, telling)
  }

  private func run(
    _ tool: URL, _ arguments: [String], _ telling: Telling
  ) throws -> String {
    let line = ([tool.lastPathComponent] + arguments.map(Self.quoted)).joined(separator: " ")
    if telling != .silent { narrator.command(line) }
    let process = Process()
    process.executableURL = tool
    process.arguments = arguments
    process.environment = environment
    process.standardInput = FileHandle.nullDevice
    let output = Pipe()
    let errors = Pipe()
    process.standardOutput = output
    process.standardError = errors
    try process.run()
    // Errors are short and fit the pipe; output may not, so it is drained first.
    let printed = try output.fileHandleForReading.readToEnd() ?? Data()
    let complained = try errors.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    let text = String(decoding: printed, as: UTF8.self)
    let all = text + String(decoding: complained, as: UTF8.self)
    if telling == .commandAndOutput { narrator.output(all) }
    guard process.terminationStatus == 0 else {
      throw DemoError.commandFailed(
        command: line, exitCode: process.terminationStatus, output: all)
    }
    return text
  }

  /// The tools speak the language of the demonstration.
  var environment: [String: String] {
    var environment = ProcessInfo.processInfo.environment
    environment["LC_ALL"] = language == .spanish ? "es_SV.UTF-8" : "en_US.UTF-8"
    return environment
  }

  /// An argument as a shell would need it.
  static func quoted(_ argument: String) -> String {
    let plain = argument.allSatisfy { $0.isLetter || $0.isNumber || "-_./:=@%+,[]".contains($0) }
    return plain && !argument.isEmpty
      ? argument : "'" + argument.replacing("'", with: "'\\''") + "'"
  }
}
