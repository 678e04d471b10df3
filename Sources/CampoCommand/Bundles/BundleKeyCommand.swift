import ArgumentParser
import Campo
import CommandLanguage
import SyncProtocol

/// Tells what others encrypt bundles to that only this store is to open.
struct BundleKeyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "key",
    abstract: said(
      es: "Escribe la llave con que otros cifran paquetes para este almacén; no es secreta.",
      en: "Prints the key that others encrypt bundles for this store with; it is no secret."),
    discussion: example("campo bundle key luz.campo > luz.key"))

  @OptionGroup var options: StoreOptions

  func run() throws { printLine(try SurveyClient(lookingAt: options.store).ownRecipient().line) }
}
