import ArgumentParser
import Campo
import CommandLanguage
import Foundation
import Interviewing
import Messages
import QuestionnaireLanguage

/// Plays a scenario to a questionnaire: prints every node, or checks what the scenario expects.
struct ScenarioCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "scenario",
    abstract: said(
      es: "Prueba un cuestionario con respuestas escritas en un archivo.",
      en: "Tests a questionnaire with answers written in a file."),
    discussion: example(
      "campo scenario questionnaire.yaml scenarios/01-nobody-victim.json",
      "campo scenario encuesta.xlsx pasos.json.gz --clock '2024-03-15 10:00:00'"))

  @OptionGroup var reader: ReaderOptions

  @Argument(
    help: help(
      es: "El cuestionario (.xlsx, .xls o .yaml).", en: "The questionnaire (.xlsx, .xls or .yaml).")
  )
  var questionnaire: String

  @Argument(
    help: help(es: "El escenario (.json o .json.gz).", en: "The scenario (.json or .json.gz)."))
  var steps: String

  @Option(
    help: help(
      es: "Fecha y hora del escenario, en su zona.",
      en: "The scenario's date and time, in its zone."))
  var clock: String?

  @Option(help: help(es: "Zona horaria, p. ej. America/El_Salvador.", en: "Time zone."))
  var timezone: String?

  func run() throws {
    var scenario = try Scenario(
      file: BoundedFile.read(steps, limit: Gzip.maximumInflatedBytes))
    if let clock { scenario.clock = clock }
    if let timezone { scenario.timeZone = timezone }
    let definition = try Questionnaire(file: questionnaire)
    let report = try ScenarioPlayer(scenario, form: CompiledQuestionnaire(definition)).report
    if scenario.hasExpectations {
      try tellExpectations(report)
    } else {
      try printNodes(report)
    }
  }

  private func printNodes(_ report: ScenarioReport) throws {
    for failure in report.failures { printError(line(failure)) }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    print(String(decoding: try encoder.encode(report.nodes.map(\.json)), as: UTF8.self))
  }

  private func tellExpectations(_ report: ScenarioReport) throws {
    guard !report.failures.isEmpty else {
      print(said(es: "\(steps): se cumple.", en: "\(steps): holds."))
      return
    }
    for failure in report.failures { print(line(failure)) }
    let count = report.failures.count
    print(said(es: "\(steps): \(count) no se cumplen.", en: "\(steps): \(count) do not hold."))
    throw ExitStatus.failure
  }

  private func line(_ failure: ScenarioFailure) -> String {
    [failure.place, failure.path, failure.message.text(in: readerLanguage)]
      .compactMap { $0 }.joined(separator: " ")
  }
}
