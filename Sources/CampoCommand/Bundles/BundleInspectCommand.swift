import ArgumentParser
import Campo
import CommandLanguage
import Interviewing
import Messages
import RecordCoding
import Replication
import SyncProtocol

/// What is in a bundle.
struct BundleInspectCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inspect",
    abstract: said(es: "Dice qué hay en un paquete.", en: "Says what is in a bundle."),
    discussion: example(
      "campo bundle inspect ana.bundle",
      "campo bundle inspect ana.bundle --store luz.campo"))

  @OptionGroup var reader: ReaderOptions

  @Argument(help: help(es: "El paquete.", en: "The bundle."))
  var bundle: String

  @Option(
    help: help(
      es: "De un almacén, o de los datos de un servidor: dice de quién es la firma, y abre lo que "
        + "está cifrado para él.",
      en: "Of a store, or of a server's data: says whose the signature is, and opens what is "
        + "encrypted for it."))
  var store: String?

  @Option(
    help: help(es: "Forma de la salida: text o json.", en: "Form of the output: text or json."))
  var format = OutputFormat.text

  func run() throws {
    let contents: BundleContents
    do {
      contents = try BundleFileError.naming(bundle) {
        try BundleFile.inspect(bundle, knownIn: store)
      }
    } catch let error as BundleFileError {
      guard case .notForUs(let recipients) = error.cause else { throw error }
      return try print(sealedFor: BundleFile.addressees(recipients, knownIn: store))
    }
    let coverage = try BundleFileError.naming(bundle) {
      try CoverageReport(of: bundle, knownIn: store)
    }
    let addressees = try BundleFile.addressees(contents.recipients, knownIn: store)
    switch format {
    case .json: try printJSON(json(contents, coverage, addressees))
    case .text: print(contents, coverage, addressees)
    }
  }

  /// What anybody may know of a bundle that is encrypted to others.
  private func print(sealedFor addressees: [BundleAddressee]) throws {
    switch format {
    case .json: try printJSON(.object(["encryptedFor": json(addressees)]))
    case .text:
      printLines(addressees)
      printLine(
        said(
          es: "Lo que contiene lo ve solo quien tiene la llave.",
          en: "What it holds is seen only by whoever has the key."))
    }
  }

  private func printLines(_ addressees: [BundleAddressee]) {
    for addressee in addressees { printLine(addressee.message.text(in: readerLanguage)) }
  }

  private func json(_ addressees: [BundleAddressee]) -> JSONValue {
    .array(
      addressees.map {
        .object([
          "key": .string($0.recipient.key.hexadecimal), "holder": .string($0.holder.rawValue),
        ])
      })
  }

  private func json(
    _ contents: BundleContents, _ coverage: CoverageReport, _ addressees: [BundleAddressee]
  ) -> JSONValue {
    .object([
      "encryptedFor": json(addressees),
      "producer": .string(contents.header.producer.description),
      "author": .string(contents.header.author.name),
      "role": .string(contents.header.author.role.name),
      "created": .time(contents.header.created),
      "definitions": .array(contents.header.definitions.map(JSONValue.string)),
      "signature": contents.origin.json, "seals": .count(contents.seals),
      "replicas": .array(coverage.entries.map { .object($0.json) }),
      "files": .array(
        contents.files.sorted { $0.key < $1.key }.map {
          .object(["digest": .string($0.key.description), "bytes": .count(Int($0.value))])
        }),
      "unreadable": .array(contents.unreadable.map { .string($0.description) }),
      "responses": .array(
        contents.responses.map {
          .object([
            "id": .string($0.id.description), "definition": .string($0.definition),
            "status": .string($0.status.stage.name), "area": .string($0.area),
            "conflicts": .count($0.conflicts),
          ])
        }),
    ])
  }

  private func print(
    _ contents: BundleContents, _ coverage: CoverageReport, _ addressees: [BundleAddressee]
  ) {
    let header = contents.header
    printTable([
      [said(es: "De", en: "From"), "\(header.author.name), \(header.author.role.word)"],
      [said(es: "Réplica", en: "Replica"), header.producer.description],
      [said(es: "Escrito", en: "Written"), iso8601(header.created)],
      [said(es: "Cuestionarios", en: "Questionnaires"), String(header.definitions.count)],
      [said(es: "Respuestas", en: "Responses"), String(contents.responses.count)],
      [said(es: "Sellos", en: "Seals"), String(contents.seals)],
      [
        said(es: "Archivos", en: "Files"),
        "\(contents.files.count) (\(contents.files.values.reduce(0, +)) bytes)",
      ],
      [said(es: "No se entienden", en: "Not understood"), String(contents.unreadable.count)],
    ])
    printLine(plain(contents.origin.message.text(in: readerLanguage)))
    printLines(addressees)
    coverage.printRows()
    printTable(
      contents.responses.map {
        [
          String($0.id.description.prefix(12)), $0.status.stage.word, $0.area,
          $0.conflicts > 0
            ? said(es: "conflictos \($0.conflicts)", en: "conflicts \($0.conflicts)") : "",
        ]
      })
  }
}
