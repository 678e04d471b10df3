import ArgumentParser
import CommandLanguage
import SQLiteStore
import SyncProtocol
import SyncService

/// `campo-server key`: what devices encrypt bundles to that only this server is to open.
struct KeyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "key",
    abstract: said(
      es: "Escribe la llave con que los equipos cifran paquetes para este servidor; no es secreta.",
      en: "Prints the key that devices encrypt bundles for this server with; it is no secret."),
    discussion: example("campo-server key --data /srv/campo > oficina.key"))

  @OptionGroup var common: CommonOptions

  func run() throws {
    print(try ServerData.openExisting(at: common.data).bundleOpener().recipient.line)
  }
}
