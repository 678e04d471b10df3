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

  /// The library that reads command lines speaks English only; its words are put into the reader's language.
  @Test(arguments: [
    "", "init", "list", "interview", "bundle", "bundle export", "export", "resolve", "sync", "log",
  ])
  func noHelpMixesLanguages(_ command: String) throws {
    let words = command.split(separator: " ").map(String.init) + ["--help"]
    let english = [
      "OVERVIEW", "USAGE", "ARGUMENTS", "OPTIONS", "SUBCOMMANDS", "Show ", "default:", "values:",
      "See '", "<subcommand>",
    ]
    for executable in [BuiltProducts.campo, BuiltProducts.server] {
      if executable == BuiltProducts.server, !["", "init"].contains(command) { continue }
      let words = executable == BuiltProducts.server ? ["--help"] : words
      let spanish = try runCommand(executable, words + ["--lang", "es"]).output
      #expect(spanish.contains("USO: ") && spanish.contains("OPCIONES:\n"), "\(spanish)")
      for word in english { #expect(!spanish.contains(word), "\(word) in \(spanish)") }
      let plain = try runCommand(executable, words + ["--lang", "en"]).output
      #expect(plain.contains("USAGE: ") && plain.contains("OPTIONS:\n"), "\(plain)")
    }
  }

  @Test(arguments: [
    (["list", "--fromat", "json", "x"], "No hay una opción «--fromat». ¿Quiso decir «--format»?"),
    (["list"], "Falta «<store>»"), (["list", "x", "y"], "Sobra «y»"),
    (
      ["list", "x", "--format", "?"],
      "El valor «?» no sirve para «--format <format>». Use 'text' o 'json'."
    ),
    (["log", "x", "--last"], "Falta el valor de «--last <last>»"),
    (["list", "x", "--format=json", "--nada"], "No hay una opción «--nada»"),
    (["purge", "x", "--list=1"], "La opción «--list» no lleva valor, y se le dio «1»."),
  ])
  func whatIsWrongWithACommandLineIsSaidInTheReadersLanguage(
    _ arguments: [String], _ sentence: String
  ) throws {
    let spanish = try runCommand(BuiltProducts.campo, arguments + ["--lang", "es"])
    #expect(spanish.status == 2 && spanish.errors.contains(sentence), "\(spanish.errors)")
    #expect(spanish.errors.contains("Uso: ") && !spanish.errors.contains("Usage"))
    let english = try runCommand(BuiltProducts.campo, arguments + ["--lang", "en"])
    #expect(english.status == 2 && english.errors.contains("Usage: "), "\(english.errors)")
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
