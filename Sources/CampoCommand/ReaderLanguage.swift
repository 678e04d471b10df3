import ArgumentParser
import Foundation
import Messages

/// The language of everything `campo` prints, help included: `--lang`, else the locale, else Spanish.
///
/// Read once from the command line before it is parsed, because help and usage errors need it too.
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

/// The option every command takes; `readerLanguage` has read it already, so it is only declared here.
struct ReaderOptions: ParsableArguments {
  enum Language: String, ExpressibleByArgument, CaseIterable { case es, en }

  @Option(
    help: help(
      es: "Idioma de los mensajes: es o en (sin ella, el del sistema).",
      en: "Language of messages: es or en (without it, the system's)."))
  var lang: Language?
}
