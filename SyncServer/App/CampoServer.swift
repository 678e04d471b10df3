import ArgumentParser
import CommandLanguage

/// The `campo-server` executable's root: names the subcommands, does nothing itself.
struct CampoServer: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "campo-server",
    abstract: said(
      es: "Recibe, comprueba y reparte el trabajo de campo.",
      en: "Receives, checks and hands on field work."),
    discussion: example(
      "campo-server publish --data /srv/campo hogares.xlsx",
      "campo-server enroll --data /srv/campo --name ana --role enumerator --area S-01",
      "campo-server run --data /srv/campo --listen 0.0.0.0:8080"),
    subcommands: [
      RunCommand.self, PublishCommand.self, EnrollCommand.self, PeopleCommand.self,
      RevokeCommand.self, ImportCommand.self, KeyCommand.self, BackedUpCommand.self,
    ])
}
