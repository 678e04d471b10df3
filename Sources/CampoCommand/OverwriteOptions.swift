import ArgumentParser
import CommandLanguage

/// What every command that writes a file under a given name takes.
struct OverwriteOptions: ParsableArguments {
  @Flag(
    help: help(
      es: "Reemplaza lo que ya lleve ese nombre.", en: "Replaces whatever bears the name already."))
  var force = false
}
