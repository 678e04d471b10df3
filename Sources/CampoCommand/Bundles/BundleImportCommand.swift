import ArgumentParser
import Campo
import CommandLanguage
import Messages

/// Merges bundles into a store.
struct BundleImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: said(
      es: "Fusiona paquetes en el almacén; repetirlo no cambia nada.",
      en: "Merges bundles into the store; repeating it changes nothing."),
    discussion: example("campo bundle import luz.campo ana.bundle beto.bundle"))

  @OptionGroup var options: StoreOptions

  @Argument(help: help(es: "Los paquetes.", en: "The bundles."))
  var bundles: [String]

  func run() throws {
    let client = try options.open()
    var leftOver = 0
    for bundle in bundles {
      let fault = try BundleFileError.fault(of: bundle) {
        leftOver += show(try client.importBundle(bundle), of: bundle)
      }
      if let fault {
        printError("\(fault.code): \(fault.message.text(in: readerLanguage))")
        leftOver += 1
      }
    }
    if leftOver > 0 { throw ExitStatus.failure }
  }

  /// - Returns: how much of the bundle was not taken in.
  private func show(_ report: BundleImportReport, of bundle: String) -> Int {
    printLine(
      said(
        es:
          "\(bundle): nuevas \(report.added), fusionadas \(report.merged), sin novedad \(report.unchanged), conflictos nuevos \(report.newConflicts).",
        en:
          "\(bundle): new \(report.added), merged \(report.merged), unchanged \(report.unchanged), new conflicts \(report.newConflicts)."
      ))
    printLine(plain(report.origin.message.text(in: readerLanguage)))
    if let came = report.filesMessage { printLine(came.text(in: readerLanguage)) }
    for wrong in report.wrongFileMessages { printError(wrong.text(in: readerLanguage)) }
    for violation in report.mergeViolations { printLine(violation.line) }
    for line in report.reviews.arrivalLines { printLine(line) }
    for item in report.quarantined {
      printError("\(item.code): \(item.id): \(item.message.text(in: readerLanguage))")
    }
    tell(unreadable: report.unreadableDefinitions)
    return report.quarantined.count + report.wrongFiles.count + report.unreadableDefinitions.count
  }
}
