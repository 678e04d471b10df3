import ArgumentParser
import Campo
import CommandLanguage
import SyncProtocol

/// Writes responses to a bundle.
struct BundleExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: said(
      es: "Escribe las respuestas del almacén en un paquete.",
      en: "Writes the store's responses to a bundle."),
    discussion: example(
      "campo bundle export ana.campo -o ana.bundle",
      "campo bundle export ana.campo -o /media/usb/ana.bundle --split 2000",
      "campo bundle export ana.campo -o /media/usb/ana.bundle --encrypt"))

  @OptionGroup var options: StoreOptions

  @Argument(
    help: help(
      es: "Las respuestas (o sus primeros dígitos); sin ellas, todas.",
      en: "The responses (or their first digits); without them, all."))
  var ids: [String] = []

  @Option(
    name: [.short, .customLong("output")],
    help: help(es: "El archivo que se escribe.", en: "The file to write."))
  var output: String

  @Option(
    help: help(
      es: "Lo más que ocupa un paquete, en MiB; lo demás va en otros (ana.2.bundle, …).",
      en: "The most that a bundle takes, in MiB; the rest goes into others (ana.2.bundle, …)."))
  var split: UInt64?

  @Flag(
    help: help(
      es: "Cifrado para la oficina: nadie más lo lee, tampoco este equipo.",
      en: "Encrypted for the office: nobody else reads it, not even this device."))
  var encrypt = false

  @Option(
    help: help(
      es: "Cifrado también para quien escribió este archivo con su llave; se puede repetir.",
      en: "Encrypted also for whoever wrote this file with their key; may be repeated."))
  var encryptTo: [String] = []

  @OptionGroup var overwrite: OverwriteOptions

  func run() throws {
    if let split, !(1...Self.largestPart).contains(split) {
      throw UsageError(
        es: "--split \(split): escriba de 1 a \(Self.largestPart).",
        en: "--split \(split): write 1 to \(Self.largestPart).")
    }
    let client = try options.open()
    var recipients = try encryptTo.map { try BundleRecipient(keyFile: $0) }
    if encrypt { recipients.insert(try client.officeRecipient(), at: 0) }
    guard recipients.count <= SyncLimits.bundleRecipients else {
      throw UsageError(
        es: "--encrypt-to: hasta \(SyncLimits.bundleRecipients) llaves en un paquete.",
        en: "--encrypt-to: up to \(SyncLimits.bundleRecipients) keys a bundle.")
    }
    let chosen = try ids.map { try client.response(startingWith: $0) }
    let report = try client.exportBundle(
      to: output, only: chosen.isEmpty ? nil : Set(chosen), partBytes: split.map { $0 << 20 },
      encryptedTo: recipients, overwriting: overwrite.force)
    let names = report.paths.joined(separator: ", ")
    let files = counted(report.files, es: ("archivo", "archivos"), en: ("file", "files"))
    printLine("\(names): \(countedResponses(report.responses)), \(files).")
    if !recipients.isEmpty {
      let keys = recipients.map(\.short).joined(separator: ", ")
      printLine(said(es: "Cifrado para: \(keys).", en: "Encrypted for: \(keys)."))
    }
    if report.damagedFiles.isEmpty { return }
    for digest in report.damagedFiles {
      printError(
        said(
          es: "El archivo \(digest.description.prefix(12)) está dañado aquí y no va en el paquete.",
          en: "File \(digest.description.prefix(12)) is damaged here and is not in the bundle."))
    }
    throw ExitStatus.failure
  }

  /// In MiB; a million are a terabyte.
  private static let largestPart: UInt64 = 1_000_000
}
