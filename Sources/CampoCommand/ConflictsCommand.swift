import ArgumentParser
import Campo
import CommandLanguage
import Interviewing
import Replication
import SQLiteStore

/// What people disagree on.
struct ConflictsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "conflicts",
    abstract: said(
      es: "Enumera las respuestas en que dos personas no coinciden.",
      en: "Lists the answers on which people disagree."),
    discussion: example("campo conflicts luz.campo"))

  @OptionGroup var options: StoreOptions

  @Option(
    help: help(es: "Forma de la salida: text o json.", en: "Form of the output: text or json."))
  var format = OutputFormat.text

  func run() throws {
    let client = try options.openToLook()
    let (damaged, unnoted) = try print(client)
    if client.readOnlyCause == nil { tell(readOnly: unnoted) }
    try tell(damaged: damaged)
  }

  private func print(
    _ client: SurveyClient
  ) throws -> (damaged: [RecordID], unnoted: StoreError?) {
    switch format {
    case .json:
      var array = JSONArrayPrinter()
      let outcome = try client.showConflicts { conflict in
        var members = conflict.json
        members["response"] = .string(conflict.response.description)
        try array.append(.object(members))
      }
      array.end()
      return outcome
    case .text:
      var count = 0
      let outcome = try client.showConflicts { conflict in
        count += 1
        for line in conflict.lines { printLine(line) }
      }
      if count == 0 { printLine(said(es: "No hay conflictos.", en: "There are no conflicts.")) }
      return outcome
    }
  }
}
