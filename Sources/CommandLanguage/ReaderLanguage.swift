package import ArgumentParser
import Foundation
package import Messages

/// The language of everything an executable prints, help included: `--lang`, else the locale, else
/// Spanish.
///
/// Read once from the command line before it is parsed, because help and usage errors need it too.
package let readerLanguage = MessageLanguage(
  arguments: CommandLine.arguments, environment: ProcessInfo.processInfo.environment)

/// The sentence in the reader's language.
package func said(es spanish: String, en english: String) -> String {
  Message(es: spanish, en: english).text(in: readerLanguage)
}

/// The example part of a command's help.
package func example(_ lines: String...) -> String {
  said(es: "Ejemplo:", en: "Example:") + "\n" + lines.map { "  " + $0 }.joined(separator: "\n")
}

/// The help text of an option in the reader's language.
package func help(es spanish: String, en english: String) -> ArgumentHelp {
  ArgumentHelp(said(es: spanish, en: english))
}

/// The option every command takes; `readerLanguage` has read it already, so it is only declared here.
package struct ReaderOptions: ParsableArguments {
  package enum Language: String, ExpressibleByArgument, CaseIterable { case es, en }

  @Option(
    help: help(
      es: "Idioma de los mensajes: es o en (sin ella, el del sistema).",
      en: "Language of messages: es or en (without it, the system's)."))
  package var lang: Language?

  package init() {}
}
