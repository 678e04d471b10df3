import ArgumentParser
import Campo
import CommandLanguage
import Interviewing
import QuestionnaireLanguage
import Replication
import SyncProtocol

/// Rectangular files of a store, a bundle, or a server's data.
struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: said(
      es: "Exporta los datos a CSV: un archivo por cuestionario y uno por listado.",
      en: "Exports the data as CSV: one file a questionnaire and one a roster."),
    discussion: example(
      "campo export luz.campo --format csv -o datos",
      "campo export luz.campo --format csv -o datos --files datos/archivos"))

  enum Format: String, ExpressibleByArgument, CaseIterable { case csv }

  @Argument(
    help: help(
      es: "Un almacén, un paquete, o la carpeta de datos de un servidor.",
      en: "A store, a bundle, or a server's data folder."))
  var source: String

  @OptionGroup var reader: ReaderOptions

  @Option(help: help(es: "El formato: csv.", en: "The format: csv."))
  var format = Format.csv

  @Option(
    name: [.short, .customLong("output")],
    help: help(es: "La carpeta de los archivos.", en: "The folder of the files."))
  var output: String

  @Option(
    help: help(
      es: "De un paquete cifrado: el almacén, o los datos del servidor, para el que está cifrado.",
      en: "Of an encrypted bundle: the store, or the server's data, that it is encrypted for."))
  var store: String?

  @Option(
    help: help(
      es: "Un cuestionario que la fuente no trae (puede repetirse).",
      en: "A questionnaire that the source lacks (may be repeated)."))
  var definition: [String] = []

  @Flag(help: help(es: "También las respuestas anuladas.", en: "Voided responses too."))
  var includeVoided = false

  @Option(
    help: help(
      es: "Carpeta para los archivos que nombran las respuestas: una por respuesta, y files.csv.",
      en: "Folder for the files that answers name: one a response, and files.csv."))
  var files: String?

  @OptionGroup var overwrite: OverwriteOptions

  func run() throws {
    let definitions = try definition.map { path in
      try CompiledQuestionnaire(Questionnaire(file: path))
    }
    let report = try BundleFileError.naming(source) {
      try DataSet.export(
        from: source, to: output, knownIn: store, definitions: definitions,
        includingVoided: includeVoided, filesTo: files, overwriting: overwrite.force)
    }
    printTable(report.files.map { [$0.name, said(es: "\($0.rows) filas", en: "\($0.rows) rows")] })
    if report.voided > 0 {
      printLine(
        said(
          es: "Anuladas, sin exportar: \(report.voided).", en: "Voided, left out: \(report.voided)."
        ))
    }
    name(voidedAndEdited: report.voidedAndEdited)
    if report.comments > 0 {
      printLine(
        said(
          es: "Comentarios, sin exportar: \(report.comments); «campo show» los muestra.",
          en: "Comments, left out: \(report.comments); “campo show” shows them."))
    }
    if report.unknownAnswers > 0 {
      printLine(
        said(
          es:
            "Respuestas a preguntas que el cuestionario no tiene, sin exportar: \(report.unknownAnswers).",
          en:
            "Answers to questions that the questionnaire does not have, left out: \(report.unknownAnswers)."
        ))
    }
    if let files {
      printLine(
        said(
          es:
            "\(files): \(report.attachments) archivos; no están aquí \(report.missingAttachments).",
          en: "\(files): \(report.attachments) files; not here \(report.missingAttachments)."))
    }
    for digest in report.damagedAttachments {
      printError(
        said(
          es: "El archivo \(digest.description.prefix(12)) está dañado aquí y no se exportó.",
          en: "File \(digest.description.prefix(12)) is damaged here and was not exported."))
    }
    tell(unreadable: report.unreadableDefinitions)
    if !report.withoutDefinition.isEmpty {
      printError(
        said(
          es:
            "EXPORT-NO-DEFINITION: \(report.withoutDefinition.count) respuestas usan un cuestionario que no está aquí o no se puede leer; dé su archivo con --definition.",
          en:
            "EXPORT-NO-DEFINITION: \(report.withoutDefinition.count) responses use a questionnaire that is not here or cannot be read; give its file with --definition."
        ))
    }
    try tell(damaged: report.damaged)
    if !report.withoutDefinition.isEmpty || !report.damagedAttachments.isEmpty {
      throw ExitStatus.failure
    }
  }
  /// So many are named; the rest is counted, and `campo list` marks them all.
  private static let namedResponses = 20

  private func name(voidedAndEdited ids: [RecordID]) {
    guard !ids.isEmpty else { return }
    printLine(
      said(
        es: "Anuladas y editadas después, sin exportar: \(ids.count). Decida sobre cada una "
          + "(campo void, campo reject, campo approve --force), o expórtelas con --include-voided:",
        en: "Voided and edited since, left out: \(ids.count). Decide about each "
          + "(campo void, campo reject, campo approve --force), or export them with --include-voided:"
      ))
    for id in ids.prefix(Self.namedResponses) { printLine("  \(id)") }
    if ids.count > Self.namedResponses { printLine("  …") }
  }
}
