import Foundation
import Messages
import Processes

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
    let result = try CommandResult.of(
      tool.path(percentEncoded: false), arguments, environment: environment)
    let all = result.output + result.errors
    if telling == .commandAndOutput { narrator.output(all) }
    guard result.status == 0 else {
      throw DemoError.commandFailed(command: line, exitCode: result.status, output: all)
    }
    return result.output
  }

  /// The tools speak the language of the demonstration.
  var environment: [String: String?] {
    ["LC_ALL": language == .spanish ? "es_SV.UTF-8" : "en_US.UTF-8"]
  }

  /// An argument as a shell would need it.
  static func quoted(_ argument: String) -> String {
    let plain = argument.allSatisfy { $0.isLetter || $0.isNumber || "-_./:=@%+,[]".contains($0) }
    return plain && !argument.isEmpty
      ? argument : "'" + argument.replacing("'", with: "'\\''") + "'"
  }
}
