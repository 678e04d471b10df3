import ArgumentParser
import CommandLanguage
import Foundation
import Messages

/// What `campo` tells the shell: documented in Docs/Commands.md and tested.
enum ExitStatus {
  /// The command ran and found what it was asked about wrong, or could not do it.
  static let failure = ExitCode(1)
  /// The command line itself is wrong.
  static let usage = ExitCode(2)

  /// Prints what `error` says, in the reader's language, and ends the process.
  static func leave(after error: any Error) -> Never {
    if let explained = error as? any ExplainedError {
      printError("\(explained.code): \(explained.message.text(in: readerLanguage))")
      Foundation.exit(failure.rawValue)
    }
    if let wrong = error as? UsageError {
      printError(said(es: "Error de uso (vea --help):", en: "Usage error (see --help):"))
      printError(wrong.description)
      Foundation.exit(usage.rawValue)
    }
    switch CampoCommand.exitCode(for: error) {
    case .success:
      // Help was asked for.
      printLine(worded(CampoCommand.fullMessage(for: error)))
      Foundation.exit(0)
    case .validationFailure:
      printError(said(es: "Error de uso (vea --help):", en: "Usage error (see --help):"))
      printError(worded(CampoCommand.fullMessage(for: error)))
      Foundation.exit(usage.rawValue)
    case let code:
      if !(error is ExitCode) { printError("ERROR: \(error)") }
      Foundation.exit(code.rawValue)
    }
  }
}

/// A command line that parses and yet cannot be meant.
struct UsageError: Error, CustomStringConvertible {
  let message: Message
  init(es spanish: String, en english: String) { message = Message(es: spanish, en: english) }
  var description: String { message.text(in: readerLanguage) }
}

/// Writes a line to standard error.
func printError(_ line: String) {
  FileHandle.standardError.write(Data((line + "\n").utf8))
}
