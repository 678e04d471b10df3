import ArgumentParser
import CommandLanguage
import Foundation
import QuestionnaireLanguage

/// `campo diff`: what a new version of a questionnaire does to data already collected.
struct DiffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: said(
      es: "Dice qué hace una versión nueva de un cuestionario a los datos ya recogidos.",
      en: "Says what a new version of a questionnaire does to data already collected."),
    discussion: example("campo diff encuesta-1.xlsx encuesta-2.xlsx"))

  @Argument(help: help(es: "La versión anterior.", en: "The former version."))
  var old: String

  @Argument(help: help(es: "La versión nueva.", en: "The new version."))
  var new: String

  @Option(
    help: help(es: "Forma de la salida: text o json.", en: "Form of the output: text or json."))
  var format = OutputFormat.text

  @OptionGroup var reader: ReaderOptions

  func run() throws {
    let former = try SoundQuestionnaire.read(old, telling: .error)
    let next = try SoundQuestionnaire.read(new, telling: .error)
    let report = DifferenceReport(
      old: .init(former, file: old), new: .init(next, file: new),
      DefinitionChanges(from: former, to: next))
    switch format {
    case .text: for line in report.lines { printLine(line) }
    case .json:
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
      printLine(String(decoding: try encoder.encode(report), as: UTF8.self))
    }
  }
}
