import ArgumentParser
import CommandLanguage
import Foundation
import Messages

/// Parses, runs, and turns every outcome into an exit code: 0 done, 1 refused or failed, 2 usage.
@main
enum Entry {
  static func main() async {
    do {
      var command = try CampoServer.parseAsRoot()
      if var asynchronous = command as? any AsyncParsableCommand {
        try await asynchronous.run()
      } else {
        try command.run()
      }
    } catch {
      leave(after: error)
    }
  }

  private static func leave(after error: any Error) -> Never {
    if let explained = error as? any ExplainedError {
      printError("\(explained.code): \(explained.message.text(in: readerLanguage))")
      Foundation.exit(1)
    }
    switch CampoServer.exitCode(for: error) {
    case .success:
      // Help was asked for.
      FileHandle.standardOutput.write(
        Data((worded(CampoServer.fullMessage(for: error)) + "\n").utf8))
      Foundation.exit(0)
    case .validationFailure:
      printError(worded(CampoServer.fullMessage(for: error)))
      Foundation.exit(2)
    case let code:
      // Whoever leaves with a code alone has said why.
      if !(error is ExitCode) { printError("\(error)") }
      Foundation.exit(code.rawValue)
    }
  }
}

/// Writes a line to standard error.
func printError(_ line: String) {
  FileHandle.standardError.write(Data((line + "\n").utf8))
}
