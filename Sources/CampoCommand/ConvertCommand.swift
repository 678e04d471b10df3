import ArgumentParser
import Campo
import CommandLanguage
import QuestionnaireLanguage

/// Reads a questionnaire in one format and writes it in another.
struct ConvertCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "convert",
    abstract: said(
      es: "Convierte un cuestionario entre XLSForm (.xlsx; lee también .xls) y YAML.",
      en: "Converts a questionnaire between XLSForm (.xlsx; reads .xls too) and YAML."),
    discussion: example("campo convert encuesta.xlsx encuesta.yaml"))

  @OptionGroup var reader: ReaderOptions

  @Argument(help: help(es: "El archivo que se lee.", en: "The file to read."))
  var input: String

  @Argument(help: help(es: "El archivo que se escribe.", en: "The file to write."))
  var output: String

  @OptionGroup var overwrite: OverwriteOptions

  func run() throws {
    guard let format = QuestionnaireFile.Format(fileName: output) else {
      throw UsageError(
        es: "\(output): el nombre debe terminar en .yaml, .yml o .xlsx.",
        en: "\(output): the name must end in .yaml, .yml or .xlsx.")
    }
    let questionnaire = try SoundQuestionnaire.read(input, telling: .note)
    try OutputPlace.claim(output, overwriting: overwrite.force)
    var file = try AtomicFile(path: output)
    try file.write(QuestionnaireFile.write(questionnaire, as: format))
    try file.commit()
    try questionnaire.writeDataFiles(beside: output, overwriting: overwrite.force)
  }
}
