import ArgumentParser
import Campo
import CommandLanguage
import Interviewing
import Replication
import SyncProtocol

/// Joins bundles without a store or a server.
struct BundleMergeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge",
    abstract: said(
      es: "Junta paquetes en uno, sin almacén ni servidor, y dice qué está en conflicto.",
      en: "Joins bundles into one, without store or server, and says what conflicts."),
    discussion: example("campo bundle merge ana.bundle beto.bundle -o equipo.bundle"))

  @OptionGroup var reader: ReaderOptions

  @Argument(help: help(es: "Los paquetes.", en: "The bundles."))
  var bundles: [String]

  @Option(
    name: [.short, .customLong("output")],
    help: help(es: "El archivo que se escribe.", en: "The file to write."))
  var output: String

  @OptionGroup var overwrite: OverwriteOptions

  func run() throws {
    let report = try BundleFile.merge(
      bundles, into: output, overwriting: overwrite.force)
    let merged = counted(
      report.merged.count, es: ("fusionada", "fusionadas"), en: ("merged", "merged"))
    let conflicts = counted(
      report.conflicts.count, es: ("conflicto", "conflictos"), en: ("conflict", "conflicts"))
    printLine("\(output): \(countedResponses(report.records)), \(merged), \(conflicts).")
    for conflict in report.conflicts {
      let values = conflict.values.map { plain($0.words) }.joined(separator: " | ")
      printLine("≠ \(conflict.record.description.prefix(12)) \(conflict.key.spelling): \(values)")
    }
    for id in report.forked {
      printLine(
        said(
          es:
            "‡ \(id): la escribieron dos copias de un dispositivo; lo de ambas queda, lado a lado.",
          en: "‡ \(id): two copies of one device wrote it; what both wrote is kept, side by side."
        ))
    }
    for id in report.unreadable {
      printLine(
        said(
          es: "? \(id): no se entiende; se conserva tal cual.",
          en: "? \(id): not understood; kept as it is."))
    }
  }
}
