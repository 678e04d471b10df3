import ArgumentParser
import Messages

/// Parses, runs, and turns every outcome into an exit code (see `ExitStatus`).
@main
enum Entry {
  static func main() async {
    do {
      var command = try CampoCommand.parseAsRoot()
      if var asynchronous = command as? any AsyncParsableCommand {
        try await asynchronous.run()
      } else {
        try command.run()
      }
    } catch {
      ExitStatus.leave(after: error)
    }
  }
}
