import ArgumentParser
import Campo
import CommandLanguage
import Messages
import Replication
import SQLiteStore
import SyncProtocol
import SyncService

/// `campo-server import`: bundles that came on a stick.
struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: said(
      es: "Toma paquetes que llegaron en una memoria; repetirlo no cambia nada.",
      en: "Takes bundles that came on a stick; repeating it changes nothing."),
    discussion: example("campo-server import --data /srv/campo ana.bundle beto.bundle"))

  @OptionGroup var common: CommonOptions

  @Flag(
    help: help(
      es: "También lo de equipos cuyo permiso se retiró, que si no se aparta.",
      en: "Also what devices wrote whose permission was taken back, which is else set aside."))
  var acceptRevoked = false

  @Argument(help: help(es: "Los paquetes.", en: "The bundles."))
  var bundles: [String]

  func run() throws {
    let service = SyncService(store: try ServerData.openExisting(at: common.data))
    var aside = 0
    for path in bundles {
      let fault = try BundleFileError.fault(of: path) {
        let report = try BundleImport(into: service.store) { records, seals, header, origin in
          try service.takeIn(
            records, seals: seals, of: sender(origin), producer: header.producer, file: path)
        }.take(path)
        tell(report, of: path)
        aside += report.quarantined.count + report.wrongFiles.count
      }
      if let fault {
        printError("\(fault.code): \(fault.message.text(in: readerLanguage))")
        aside += 1
      }
    }
    if aside > 0 { throw ExitCode.failure }
  }

  private func sender(_ origin: BundleOrigin) -> BundleSender {
    switch origin {
    case .unsigned, .unknown, .broken: .stranger
    case .known(let author), .vouched(let author): .enrolled(author)
    case .revoked(let author): acceptRevoked ? .enrolled(author) : .revoked
    }
  }

  private func tell(_ report: BundleImportReport, of path: String) {
    print(
      said(
        es: "\(path): nuevas \(report.added), fusionadas \(report.merged), "
          + "sin novedad \(report.unchanged), apartadas \(report.quarantined.count).",
        en: "\(path): new \(report.added), merged \(report.merged), "
          + "unchanged \(report.unchanged), set aside \(report.quarantined.count)."))
    if let came = report.filesMessage { print(came.text(in: readerLanguage)) }
    for wrong in report.wrongFileMessages { printError(wrong.text(in: readerLanguage)) }
    print(report.origin.message.text(in: readerLanguage))
    for item in report.quarantined {
      printError("\(item.code): \(item.id): \(item.message.text(in: readerLanguage))")
    }
  }
}
