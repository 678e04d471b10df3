import ArgumentParser
import Campo
import CommandLanguage

/// Writes responses to a bundle.
struct BundleExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: said(
      es: "Escribe las respuestas del almacén en un paquete.",
      en: "Writes the store's responses to a bundle."),
    discussion: example("campo bundle export ana.campo -o ana.bundle"))

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

  func run() throws {
    let client = try options.open()
    let chosen = try ids.map { try client.response(startingWith: $0) }
    let count = try client.exportBundle(to: output, only: chosen.isEmpty ? nil : Set(chosen))
    printLine(said(es: "\(output): \(count) respuestas.", en: "\(output): \(count) responses."))
  }
}
