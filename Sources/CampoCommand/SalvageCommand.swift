import ArgumentParser
import Campo
import CommandLanguage
import Interviewing
import Replication
import SQLiteStore
import SyncProtocol

/// Rescues what can be read of a damaged store.
struct SalvageCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "salvage",
    abstract: said(
      es: "Rescata de un almacén dañado todo lo legible, en un paquete para otro almacén.",
      en: "Rescues all that can be read of a damaged store, in a bundle for another store."),
    discussion: example("campo salvage ana.campo -o rescate.bundle"))

  @Argument(
    help: help(
      es: "La carpeta del almacén dañado; no se cambia.",
      en: "The damaged store's folder; it is not changed."))
  var store: String

  @OptionGroup var reader: ReaderOptions

  @Option(
    name: [.short, .customLong("output")],
    help: help(es: "El paquete que se escribe.", en: "The bundle to write."))
  var output: String

  @Option(
    help: help(es: "Forma de la salida: text o json.", en: "Form of the output: text or json."))
  var format = OutputFormat.text

  @OptionGroup var overwrite: OverwriteOptions

  func run() throws {
    let report = try StoreSalvage.run(store, to: output, overwriting: overwrite.force)
    switch format {
    case .json: try printJSON(report.json)
    case .text:
      printLine(
        said(
          es:
            "\(output): rescatadas \(report.responses) respuestas (\(report.withPending) con respuestas sin sellar) y \(report.definitions) cuestionarios.",
          en:
            "\(output): rescued \(report.responses) responses (\(report.withPending) with answers not sealed) and \(report.definitions) questionnaires."
        ))
      if report.files > 0 {
        printLine(said(es: "Archivos: \(report.files).", en: "Files: \(report.files)."))
      }
      for line in report.losses { printLine(line) }
    }
    if !report.isComplete { throw ExitStatus.failure }
  }
}

extension Salvage.Report {
  fileprivate var json: JSONValue {
    .object([
      "responses": .count(responses), "with_pending": .count(withPending),
      "questionnaires": .count(definitions), "files": .count(files),
      "lost_files": .array(lostFiles.map { .string($0.description) }),
      "renamed": .array(renamed.map { .string($0.description) }),
      "older": .array(older.map { .string($0.description) }),
      "lost": .array(lost.map { .string($0.description) }),
    ])
  }

  fileprivate var losses: [String] {
    lost.map {
      said(es: "✗ \($0): no se puede leer.", en: "✗ \($0): cannot be read.")
    }
      + lostFiles.map {
        said(
          es: "✗ archivo \($0.description.prefix(12)): no está entero.",
          en: "✗ file \($0.description.prefix(12)): is not whole.")
      }
      + older.map {
        said(
          es: "! \($0): rescatada en un estado anterior; falta algo que se selló después.",
          en: "! \($0): rescued in an earlier state; something sealed later is missing.")
      }
      + renamed.map {
        said(
          es: "! \($0): su identidad se perdió; lo escrito está bajo esta nueva.",
          en: "! \($0): its identity is lost; what was typed is under this new one.")
      }
  }
}
