import ArgumentParser
import CommandLanguage

/// What every subcommand takes.
struct CommonOptions: ParsableArguments {
  @Option(
    help: help(
      es: "Carpeta de datos del servidor; «run» y «publish» la crean si no existe.",
      en: "The server's data folder; “run” and “publish” make it if it does not exist."))
  var data: String

  @OptionGroup var reader: ReaderOptions
}
