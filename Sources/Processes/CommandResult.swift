internal import Foundation

/// What a command that ended left behind.
public struct CommandResult: Sendable {
  /// The exit code; for a command ended by a signal, minus the signal's number.
  public let status: Int32
  public let output: String
  public let errors: String
  /// The most memory it had resident, in bytes, as last seen before the end.
  public let peakMemory: Int

  /// Runs an executable to its end.
  /// - Parameters:
  ///   - executable: a path.
  ///   - input: what it reads.
  ///   - environment: what differs from this process's own; nil takes a variable away.
  public static func of(
    _ executable: String, _ arguments: [String], input: String = "",
    environment: [String: String?] = [:]
  ) throws -> CommandResult {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "campo-run-" + UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let files = ["in", "out", "err"].map { folder.appending(path: $0) }
    try Data(input.utf8).write(to: files[0])
    let paths = files.map { $0.path(percentEncoded: false) }
    let process = try ChildProcess(
      executable, arguments,
      streams: .files(input: paths[0], output: paths[1], errors: paths[2]),
      environment: environment)
    let end = process.wait()
    return CommandResult(
      status: end.status,
      output: String(decoding: try Data(contentsOf: files[1]), as: UTF8.self),
      errors: String(decoding: try Data(contentsOf: files[2]), as: UTF8.self),
      peakMemory: end.peakMemory)
  }
}
