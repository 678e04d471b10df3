import ArgumentParser
import CommandLanguage
import Replication
import SQLiteStore
import SyncService

/// `campo-server revoke`: a device that was lost, stolen or handed in.
struct RevokeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "revoke",
    abstract: said(
      es: "Retira el permiso de un equipo perdido o robado; lo que envió se conserva.",
      en: "Takes back the permission of a device that was lost or stolen; what it sent stays."),
    discussion: example(
      "campo-server revoke --data /srv/campo --name ana",
      "campo-server revoke --data /srv/campo --number 3"))

  @OptionGroup var common: CommonOptions

  @Option(
    help: help(
      es: "De todos los equipos y códigos de esta persona.",
      en: "Of all devices and codes of this person."))
  var name: String?

  @Option(
    help: help(
      es: "De uno, por el número que da «campo-server people».",
      en: "Of one, by the number that “campo-server people” gives."))
  var number: Int64?

  func validate() throws {
    guard (name == nil) != (number == nil) else {
      throw ValidationError(
        said(es: "Indique --name o --number.", en: "Give --name or --number."))
    }
  }

  func run() throws {
    let service = SyncService(store: try ServerData.openExisting(at: common.data))
    let revoked = try service.revoke(
      number.map(RevokedDevices.number) ?? .person(name ?? ""))
    for one in revoked {
      print(
        said(
          es: "Permiso \(one.number) de \(one.author.name), retirado.",
          en: "Permission \(one.number) of \(one.author.name), taken back."))
    }
    if revoked.isEmpty {
      print(said(es: "Ya estaba retirado.", en: "It had been taken back before."))
    }
  }
}
