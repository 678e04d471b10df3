import ArgumentParser
import CommandLanguage

/// What every subcommand takes.
struct CommonOptions: ParsableArguments {
  @Option(
    help: help(
      es: "Carpeta de datos del servidor; se crea si no existe.",
      en: "The server's data folder; made if it does not exist."))
  var data: String

  @OptionGroup var reader: ReaderOptions
}
