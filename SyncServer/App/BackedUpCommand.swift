import ArgumentParser
import CommandLanguage
import Foundation
import SyncService

/// `campo-server backed-up`: says that a backup is whole and kept.
struct BackedUpCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backed-up",
    abstract: said(
      es: "Anota hasta dónde llega un respaldo; los equipos pueden soltar lo que contiene.",
      en: "Notes how far a backup reaches; devices may let go of what it holds."),
    discussion: example("campo-server backed-up --data /srv/campo /respaldo"))

  @OptionGroup var common: CommonOptions

  @Argument(
    help: help(
      es: "La carpeta con el respaldo, campo.sqlite.",
      en: "The folder with the backup, campo.sqlite."))
  var backup: String

  func run() throws {
    let service = SyncService(store: try ServerData.openOffice(at: common.data))
    let reached = try service.recordBackup(backup)
    for (area, sequence) in reached.sorted(by: { $0.key < $1.key }) {
      print("\(area): \(sequence)")
    }
  }
}
