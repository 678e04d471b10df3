import ArgumentParser
import Campo
import CommandLanguage
import Interviewing
import Replication

/// Which revisions of each device have arrived.
struct CoverageCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "coverage",
    abstract: said(
      es: "Dice qué sellos de cada dispositivo llegaron y cuáles faltan.",
      en: "Says which seals of each device have arrived, and which are missing."),
    discussion: example("campo coverage /srv/campo", "campo coverage ana.bundle --format json"))

  @Argument(
    help: help(
      es: "Un almacén, los datos de un servidor, o un paquete.",
      en: "A store, a server's data, or a bundle."))
  var source: String

  @OptionGroup var reader: ReaderOptions

  @Option(
    help: help(
      es: "De un paquete cifrado: el almacén, o los datos del servidor, para el que está cifrado.",
      en: "Of an encrypted bundle: the store, or the server's data, that it is encrypted for."))
  var store: String?

  @Option(
    help: help(es: "Forma de la salida: text o json.", en: "Form of the output: text or json."))
  var format = OutputFormat.text

  func run() throws {
    let report = try BundleFileError.naming(source) {
      try CoverageReport(of: source, knownIn: store)
    }
    switch format {
    case .json:
      try printJSON(.object(["replicas": .array(report.entries.map { .object($0.json) })]))
    case .text:
      report.printRows()
      if report.entries.isEmpty { printLine(said(es: "(ninguno)", en: "(none)")) }
    }
  }
}

extension CoverageReport {
  func printRows() {
    printTable(
      [
        [
          said(es: "RÉPLICA", en: "REPLICA"), said(es: "QUIÉN", en: "WHO"),
          said(es: "LLEGARON", en: "HELD"), said(es: "FALTAN", en: "MISSING"),
          said(es: "REEMPLAZADOS", en: "SUPERSEDED"),
        ]
      ] + entries.map(\.row))
  }
}

extension CoverageReport.Entry {
  var json: [String: JSONValue] {
    [
      "replica": .string(coverage.replica.description),
      "author": .text(lastStamp?.author.name), "sealed": .time(lastStamp?.time),
      "last": .number(Double(coverage.lastRevision)),
      "held": Self.json(coverage.held), "missing": Self.json(coverage.missing),
      "superseded": Self.json(coverage.superseded),
    ]
  }

  fileprivate var row: [String] {
    [
      coverage.replica.description, plain(lastStamp?.author.name ?? "-"),
      Self.text(coverage.held), Self.text(coverage.missing), Self.text(coverage.superseded),
    ]
  }

  private static func json(_ ranges: [ClosedRange<UInt64>]) -> JSONValue {
    .array(
      ranges.map { .array([.number(Double($0.lowerBound)), .number(Double($0.upperBound))]) })
  }

  /// `1–397, 399–412`; of many ranges the first ones.
  private static func text(_ ranges: [ClosedRange<UInt64>]) -> String {
    let shown = ranges.prefix(12).map {
      $0.lowerBound == $0.upperBound ? "\($0.lowerBound)" : "\($0.lowerBound)–\($0.upperBound)"
    }
    if shown.isEmpty { return "-" }
    return shown.joined(separator: ", ") + (ranges.count > shown.count ? ", …" : "")
  }
}
