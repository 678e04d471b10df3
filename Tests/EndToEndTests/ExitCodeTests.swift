import Foundation
import Processes
import Testing

@Suite struct ExitCodeTests {
  @Test func helpLeavesWithZeroAndShowsAnExample() throws {
    let result = try campo("--help")
    #expect(result.status == 0)
    #expect(result.output.contains("Ejemplo:"))
  }

  @Test(arguments: [
    "init", "validate", "convert", "scenario", "interview", "list", "show", "conflicts", "resolve",
    "approve", "reject", "void", "sync", "bundle", "bundle export", "bundle import",
    "bundle merge", "bundle inspect", "export", "check", "salvage", "coverage", "purge",
  ])
  func everyCommandExplainsItselfWithAnExample(_ command: String) throws {
    let words = command.split(separator: " ").map(String.init)
    for (language, heading) in [("es", "Ejemplo:"), ("en", "Example:")] {
      let result = try runCommand(BuiltProducts.campo, words + ["--help", "--lang", language])
      #expect(result.status == 0)
      #expect(result.output.contains("\(heading)\n  campo \(command) "))
    }
  }

  /// The network's libraries are being loaded when it turns out that there is nothing to do: without
  /// waiting for them one of fifty such ends was a crash.
  @Test func aSyncThatEndsAtOnceEndsInOrder() throws {
    let folder = try TemporaryFolder()
    for _ in 0..<150 {
      let result = try campo("sync", folder.path("missing.campo"))
      try #require(result.status == 1)
      #expect(result.errors.contains("STORE-NOT-FOUND"))
    }
  }

  @Test func helpIsInTheLanguageAskedFor() throws {
    #expect(try campo("--help", "--lang", "en").output.contains("Example:"))
    #expect(try campo("--help", environment: ["LANG": "en_US.UTF-8"]).output.contains("Example:"))
  }

  @Test(arguments: [
    ["--unknown"], ["nothing-like-this"], ["list"], ["list", "x", "--format", "?"],
  ])
  func aWrongCommandLineLeavesWithTwo(_ arguments: [String]) throws {
    let result = try runCommand(BuiltProducts.campo, arguments)
    #expect(result.status == 2)
    #expect(result.errors.contains("Error de uso"))
    #expect(result.output.isEmpty)
  }
}
