import ArgumentParser
import CommandLanguage

/// A batch in a file: what travels by USB stick.
struct BundleCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bundle",
    abstract: said(
      es: "Paquetes: las respuestas en un archivo, para llevar en una memoria USB.",
      en: "Bundles: responses in a file, to carry on a USB stick."),
    discussion: example("campo bundle export ana.campo -o ana.bundle"),
    subcommands: [
      BundleExportCommand.self, BundleImportCommand.self, BundleMergeCommand.self,
      BundleInspectCommand.self, BundleKeyCommand.self,
    ])
}
