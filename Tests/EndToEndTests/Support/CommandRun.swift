import Foundation
import Processes

/// What every executable under test finds in its environment, a test's own variables besides.
private func environment(_ own: [String: String]) -> [String: String?] {
  ["LANG": "es_SV.UTF-8", "LC_ALL": nil].merging(own) { $1 }
}

/// Runs `campo` with `arguments` to its end.
func campo(
  _ arguments: String..., input: String = "", environment: [String: String] = [:]
) throws -> CommandResult {
  try runCommand(BuiltProducts.campo, arguments, input: input, environment: environment)
}

/// Runs an executable to its end, in Spanish unless told otherwise.
func runCommand(
  _ executable: String, _ arguments: [String], input: String = "",
  environment own: [String: String] = [:]
) throws -> CommandResult {
  try CommandResult.of(executable, arguments, input: input, environment: environment(own))
}

/// Starts an executable, in Spanish unless told otherwise.
func startCommand(
  _ executable: String, _ arguments: [String], streams: ChildProcess.Streams,
  environment own: [String: String] = [:]
) throws -> ChildProcess {
  try ChildProcess(executable, arguments, streams: streams, environment: environment(own))
}

extension CommandResult {
  /// The output read as JSON.
  func json() throws -> Any {
    try JSONSerialization.jsonObject(with: Data(output.utf8), options: .fragmentsAllowed)
  }
}
