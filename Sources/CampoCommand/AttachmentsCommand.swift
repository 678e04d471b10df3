import ArgumentParser
import Campo
import CommandLanguage
import Replication
import SQLiteStore
import SyncProtocol

/// The files that responses name: which are here, which are missing, which the server has; and copies
/// of them.
struct AttachmentsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "attachments",
    abstract: said(
      es: "Enumera los archivos que las respuestas nombran, o copia uno.",
      en: "Lists the files that responses name, or copies one."),
    discussion: example(
      "campo attachments ana.campo", "campo attachments ana.campo --missing",
      "campo attachments ana.campo --save 5e2f -o foto.jpg"))

  @OptionGroup var options: StoreOptions

  @Flag(help: help(es: "Solo los que faltan aquí.", en: "Only those that are missing here."))
  var missing = false

  @Option(
    help: help(
      es: "Copia el archivo cuya huella empieza con estos dígitos.",
      en: "Copies the file whose digest begins with these digits."))
  var save: String?

  @Option(name: .shortAndLong, help: help(es: "Con --save: dónde.", en: "With --save: where."))
  var output: String?

  @OptionGroup var overwrite: OverwriteOptions

  func run() throws {
    guard (save == nil) == (output == nil) else {
      throw UsageError(
        es: "Indique --save y -o juntos, o ninguno.", en: "Give --save and -o together, or neither."
      )
    }
    let client = try options.openToLook()
    guard let save, let output else { return try list(client) }
    let digest = try client.file(startingWith: save)
    try client.saveFile(digest, to: output, overwriting: overwrite.force)
  }

  private func list(_ client: SurveyClient) throws {
    var count = 0
    try client.forEachFile(missing ? .missing : .all) { file in
      count += 1
      let records = try client.responses(naming: file.digest)
        .map { String($0.description.prefix(12)) }
      let place = records.isEmpty ? "-" : records.joined(separator: ",")
      printLine(
        "\(file.digest.description.prefix(12))  \(file.size)  \(file.stateWord)  \(place)")
    }
    if count == 0 { printLine(said(es: "(ninguno)", en: "(none)")) }
  }
}

extension StoredAttachment {
  fileprivate var stateWord: String {
    if held == nil { return said(es: "falta", en: "missing") }
    return receipt == nil
      ? said(es: "aquí", en: "here")
      : said(es: "aquí y en el servidor", en: "here and on the server")
  }
}
