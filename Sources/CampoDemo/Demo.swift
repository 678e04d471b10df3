import ArgumentParser
import Foundation
import Messages

/// `campo-demo`: a few days of fieldwork on this machine, told while they happen.
///
/// Everything is done by the two executables a team would use, started as processes; this program
/// only makes up the answers, stands in for a bad network, and counts what came of it.
@main
struct Demo: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "campo-demo",
    abstract: "Días de campo en esta máquina, de principio a fin. / Days of fieldwork, end to end.")

  @Option(help: "Carpeta de los ejecutables. / Folder of the executables.")
  var bin: String = ".build/debug"

  @Option(help: "Cuestionario. / Questionnaire.")
  var questionnaire: String = "Questionnaires/victimizacion-percepcion/questionnaire.yaml"

  @Option(help: "Carpeta de trabajo; se vacía. / Working folder; it is emptied.")
  var folder: String = "demo-output"

  @Option(help: "Entrevistas por persona. / Interviews a person.")
  var interviews: Int = 20

  @Option(help: "Semilla de las respuestas. / Seed of the answers.")
  var seed: UInt64 = 2026

  @Option(help: "es, en")
  var lang: String = MessageLanguage.spanish.rawValue

  func validate() throws {
    guard MessageLanguage(rawValue: lang) != nil else {
      throw ValidationError("--lang: es, en")
    }
    guard (2...Self.mostInterviews).contains(interviews) else {
      throw ValidationError("--interviews: 2…\(Self.mostInterviews)")
    }
  }

  /// More would no longer be a demonstration.
  static let mostInterviews = 1000

  func run() async throws {
    let language = MessageLanguage(rawValue: lang) ?? .spanish
    let narrator = Narrator(language: language)
    do {
      var story = try Story(
        tools: Tools(folder: bin, language: language, narrator: narrator),
        questionnaire: questionnaire, folder: folder, interviewsEach: interviews, seed: seed)
      try await story.tell()
    } catch let error as any ExplainedError {
      narrator.problem(error.message)
      throw ExitCode.failure
    }
  }
}
