package import Messages

/// What the library that reads command lines says of its own (headings of the help, what is wrong with a
/// line), which it says in English only, as the reader reads it.
///
/// Only its words are looked for: what it says in a later version and nobody translated stays English.
package func worded(
  _ english: String, in language: MessageLanguage = readerLanguage
) -> String {
  guard language == .spanish else { return english }
  return english.split(separator: "\n", omittingEmptySubsequences: false)
    .map { line in
      let line = String(line)
      return line.hasPrefix("Error: ") ? fault(line) : helpLine(line)
    }
    .joined(separator: "\n")
}

private func helpLine(_ line: String) -> String {
  for (english, spanish) in [
    ("OVERVIEW: ", ""), ("USAGE: ", "USO: "), ("Usage: ", "Uso: "), ("Help:  ", "Ayuda:  "),
    ("ARGUMENTS:", "ARGUMENTOS:"), ("OPTIONS:", "OPCIONES:"), ("SUBCOMMANDS:", "ÓRDENES:"),
  ] where line.hasPrefix(english) {
    return helpLine(spanish + line.dropFirst(english.count))
  }
  return
    line
    .replacing("<subcommand>", with: "<orden>")
    .replacing("Show help information.", with: "Muestra esta ayuda.")
    .replacing("Show subcommand help information.", with: "Muestra la ayuda de una orden.")
    .replacing("(default:", with: "(por omisión:")
    .replacing("(values:", with: "(valores:")
    .replacing("; default:", with: "; por omisión:")
    // Where the help breaks its lines.
    .replacing(/^( +)default:(.*\))$/) { "\($0.1)por omisión:\($0.2)" }
    .replacing(/See '(.*)' for more information\./) { "Vea «\($0.1)»." }
    .replacing(/See '(.*)' for detailed help\./) { "Vea «\($0.1)»." }
    .replacing(/^   or: (.*)/) { "   o bien: \(fault(String($0.1)))" }
}

private func fault(_ line: String) -> String {
  line
    .replacing(/Unknown option '(.*?)'/) { "No hay una opción «\($0.1)»" }
    .replacing(/Did you mean '(.*?)'\?/) { "¿Quiso decir «\($0.1)»?" }
    .replacing(/Missing value for '(.*?)'/) { "Falta el valor de «\($0.1)»" }
    .replacing(/Missing expected argument '(.*?)'/) { "Falta «\($0.1)»" }
    .replacing(/Missing one of: (.*)/) { "Falta uno de: \($0.1)" }
    .replacing("Missing required subcommand.", with: "Falta la orden.")
    .replacing(/Unexpected argument '(.*)'/) { "Sobra «\($0.1)»" }
    .replacing(/(\d+) unexpected arguments: (.*)/) { "Sobran \($0.1): \($0.2)" }
    .replacing(/The option '(.*?)' does not take any value, but '(.*)' was specified\./) {
      "La opción «\($0.1)» no lleva valor, y se le dio «\($0.2)»."
    }
    .replacing(/Value to be set with (.*) had already been set with (.*)/) {
      "Solo una de las dos: \($0.1), \($0.2)".replacing("flag ", with: "")
    }
    .replacing(/The value '(.*)' is invalid for '(.*?)'/) {
      "El valor «\($0.1)» no sirve para «\($0.2)»"
    }
    .replacing(/Please provide one of ('.*')\./) {
      "Use "
        + $0.1.replacing("' and '", with: "' o '").replacing("' or '", with: "' o '")
        + "."
    }
    .replacing("Please provide one of the following:", with: "Use uno de estos:")
    .replacing("Invalid option: ", with: "Opción inválida: ")
}
