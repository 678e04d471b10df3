import ArgumentParser
import Campo
import CommandLanguage
import Interviewing
import Replication
import SQLiteStore

/// Frees a device of responses that the server has proved to hold.
struct PurgeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "purge",
    abstract: said(
      es: "Suelta las respuestas que el servidor demostró tener, respaldadas; nada más.",
      en: "Lets go of responses that the server has proved to hold, backed up; of nothing else."),
    discussion: example("campo purge ana.campo --received", "campo purge ana.campo --list"))

  @OptionGroup var options: StoreOptions

  @Argument(
    help: help(
      es: "Las respuestas (o sus primeros dígitos); sin ellas, todas.",
      en: "The responses (or their first digits); without them, all."))
  var ids: [String] = []

  @Flag(
    help: help(
      es: "Soltar lo que un recibo firmado del servidor cubre y su respaldo contiene.",
      en: "Let go of what the server's signed receipt covers and its backup holds."))
  var received = false

  @Flag(help: help(es: "Enumerar lo que ya se soltó.", en: "List what was let go of."))
  var list = false

  func run() throws {
    guard received != list else {
      throw UsageError(
        es: "Indique --received (soltar) o --list (enumerar).",
        en: "Give --received (let go) or --list.")
    }
    if list { return try printStubs(options.openToLook()) }
    let client = try options.open()
    let chosen = try ids.map { try client.response(startingWith: $0) }
    let report = try client.purgeReceived(only: chosen.isEmpty ? nil : chosen)
    printLine(
      said(
        es: "Soltadas \(report.purged.count), se quedan \(report.kept.count).",
        en: "Let go of \(report.purged.count), keeping \(report.kept.count)."))
    for reason in PurgeReport.Reason.allCases {
      let count = report.kept.values.count { $0 == reason }
      if count > 0 { printLine("  \(count): \(reason.words)") }
    }
    if !chosen.isEmpty, !report.kept.isEmpty { throw ExitStatus.failure }
  }

  private func printStubs(_ client: SurveyClient) throws {
    let page = 100
    var seen = 0
    while case let stubs = try client.purged(skipping: seen, limit: page), !stubs.isEmpty {
      seen += stubs.count
      for stub in stubs {
        printLine(
          "\(stub.id)  \(iso8601(stub.time))  \(plain(stub.area))  \(stub.definition.prefix(12))")
      }
    }
    if seen == 0 { printLine(said(es: "(ninguna)", en: "(none)")) }
  }
}

extension PurgeReport.Reason {
  fileprivate var words: String {
    switch self {
    case .inProgress:
      said(es: "en curso: no se han terminado aquí", en: "in progress: not finished here")
    case .rejected:
      said(es: "devueltas: se corrigen aquí", en: "sent back: to be corrected here")
    case .inConflict:
      said(
        es: "en conflicto: «campo conflicts» los enumera",
        en: "in conflict: “campo conflicts” lists them")
    case .unsent:
      said(
        es: "el servidor no las tiene como están aquí; sincronice",
        en: "the server does not have them as they are here; sync")
    case .noReceipt:
      said(
        es: "sin recibo firmado que cubra lo que hay aquí; sincronice",
        en: "no signed receipt that covers what is here; sync")
    case .attachment:
      said(
        es:
          "el servidor no ha demostrado tener, y respaldados, los archivos que nombran; sincronice",
        en: "the server has not proved to hold, backed up, the files they name; sync")
    case .notBackedUp:
      said(
        es: "el servidor no ha dicho que un respaldo las tenga; sincronice después del respaldo",
        en: "the server has not said that a backup has them; sync after the backup")
    }
  }
}
