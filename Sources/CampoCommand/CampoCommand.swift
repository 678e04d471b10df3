import ArgumentParser
import CommandLanguage

/// The `campo` executable's root: names the subcommands, does nothing itself.
struct CampoCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "campo",
    abstract: said(
      es: "Encuestas de campo sin red: valide, entreviste, sincronice, fusione, exporte.",
      en: "Field surveys without a network: validate, interview, sync, merge, export."),
    discussion: example("campo init encuesta.campo --server https://host:8443 --code ABCD-EFGH"),
    subcommands: [
      InitCommand.self, ValidateCommand.self, DiffCommand.self, ConvertCommand.self,
      ScenarioCommand.self,
      InterviewCommand.self, ListCommand.self, ShowCommand.self, ConflictsCommand.self,
      ResolveCommand.self, ApproveCommand.self, RejectCommand.self, VoidCommand.self,
      SyncCommand.self, BundleCommand.self, AttachmentsCommand.self, ExportCommand.self,
      CheckCommand.self,
      SalvageCommand.self, CoverageCommand.self, PurgeCommand.self, LogCommand.self,
    ])
}
