import ArgumentParser
import Campo
import CommandLanguage
import Interviewing

/// One line a response.
struct ListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: said(es: "Enumera las respuestas del almacén.", en: "Lists the store's responses."),
    discussion: example("campo list ana.campo", "campo list ana.campo --format json"))

  @OptionGroup var options: StoreOptions

  @Option(
    help: help(es: "Forma de la salida: text o json.", en: "Form of the output: text or json."))
  var format = OutputFormat.text

  func run() throws {
    let client = try options.openToLook()
    switch format {
    case .json:
      var array = JSONArrayPrinter()
      let damaged = try client.forEachResponse { try array.append(.object($0.json)) }
      array.end()
      try tell(damaged: damaged)
    case .text:
      var rows = [ResponseSummary.tableHead]
      let damaged = try client.forEachResponse { rows.append($0.tableRow) }
      printTable(rows)
      if rows.count == 1 { printLine(said(es: "(ninguna)", en: "(none)")) }
      try tell(damaged: damaged)
    }
  }
}
