import ArgumentParser
import Foundation
import Messages

/// The language of everything `campo-server` prints, help included.
let readerLanguage = MessageLanguage(
  arguments: CommandLine.arguments, environment: ProcessInfo.processInfo.environment)

/// The sentence in the reader's language.
func said(es spanish: String, en english: String) -> String {
  Message(es: spanish, en: english).text(in: readerLanguage)
}

/// The example part of a command's help.
func example(_ lines: String...) -> String {
  said(es: "Ejemplo:", en: "Example:") + "\n" + lines.map { "  " + $0 }.joined(separator: "\n")
}

/// The help text of an option in the reader's language.
func help(es spanish: String, en english: String) -> ArgumentHelp {
  ArgumentHelp(said(es: spanish, en: english))
}

/// What every subcommand takes.
struct CommonOptions: ParsableArguments {
  enum Language: String, ExpressibleByArgument, CaseIterable { case es, en }

  @Option(
    help: help(
      es: "Carpeta de datos del servidor; se crea si no existe.",
      en: "The server's data folder; made if it does not exist."))
  var data: String

  @Option(
    help: help(
      es: "Idioma de los mensajes: es o en (sin ella, el del sistema).",
      en: "Language of messages: es or en (without it, the system's)."))
  var lang: Language?
}
