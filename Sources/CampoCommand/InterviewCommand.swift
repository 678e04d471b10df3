import ArgumentParser
import Campo
import CommandLanguage
import Foundation
import Interviewing
import Messages
import Replication

/// Asks a questionnaire at a terminal, or takes the answers from a file.
struct InterviewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "interview",
    abstract: said(
      es: "Entrevista: pregunta por pregunta, o con las respuestas de un archivo.",
      en: "Interviews: question by question, or with answers from a file."),
    discussion: example(
      "campo interview ana.campo encuesta.yaml",
      "campo interview ana.campo victimizacion --response 9f31",
      "campo interview ana.campo encuesta-2.yaml --response 9f31 --move",
      "campo interview ana.campo encuesta.yaml --answers respuestas.json --finish"))

  @OptionGroup var options: StoreOptions
  @OptionGroup var form: QuestionnaireArgument

  @Option(
    help: help(
      es: "Continúa esta respuesta (o la que empieza con esos dígitos).",
      en: "Goes on with this response (or the one that begins with those digits)."))
  var response: String?

  @Flag(
    help: help(
      es: "Con --response: la pasa antes a esta versión del cuestionario, como dice campo diff.",
      en: "With --response: moves it first to this version of the questionnaire, by campo diff."))
  var move = false

  @Option(
    help: help(
      es: "Archivo JSON con las respuestas; - es la entrada estándar.",
      en: "JSON file with the answers; - is standard input."))
  var answers: String?

  @Flag(
    help: help(
      es: "Con --answers: da la entrevista por terminada.",
      en: "With --answers: declares the interview finished."))
  var finish = false

  @Option(help: help(es: "Vivienda, hogar o persona asignada.", en: "The assigned unit."))
  var unit: String?

  @Option(
    help: help(
      es: "Fecha y hora que se fingen, 2024-03-15 10:00:00 (pruebas y capacitación).",
      en: "Date and time to pretend, 2024-03-15 10:00:00 (tests and training)."))
  var clock: String?

  @Option(help: help(es: "Zona horaria, p. ej. America/El_Salvador.", en: "Time zone."))
  var timezone: String?

  @Option(
    help: help(
      es: "Dato del equipo que se finge, como deviceid=D-1; se repite (pruebas y capacitación).",
      en: "A fact about the device to pretend, as deviceid=D-1; repeated (tests and training)."))
  var fact: [String] = []

  @Option(
    help: help(
      es: "Con --answers: forma de la salida, text o json.",
      en: "With --answers: form of the output, text or json."))
  var format = OutputFormat.text

  func run() throws {
    let client = try options.open()
    let file = try answers.map { try AnswersFile($0, keepingFile: client.keepFile) }
    let environment = try environment(client)
    let session = try session(client, environment)
    if let file {
      try take(file.steps(for: session.form), session)
    } else {
      var conversation = Conversation(
        session, resuming: response != nil,
        secondsFromGMT: environment.timeZone.secondsFromGMT())
      try conversation.run()
    }
  }

  private func session(
    _ client: SurveyClient, _ environment: InterviewEnvironment
  ) throws -> InterviewSession {
    let questionnaire = try form.find(in: client)
    guard let response else {
      return try client.startInterview(questionnaire, unit: unit, in: environment)
    }
    let id = try client.response(startingWith: response)
    if move { tell(try client.move(id, to: questionnaire)) }
    let session = try client.resumeInterview(id, in: environment)
    tell(session.lateAnswers)
    for line in session.review?.lines(path: session.path) ?? [] { printError(line) }
    if session.form.hash != questionnaire.hash {
      printError(
        said(
          es:
            "Se continúa con el cuestionario con que se empezó (\(session.form.hash.prefix(12))), no con ese; para pasarla a ese, --move.",
          en:
            "Going on with the questionnaire it was begun with (\(session.form.hash.prefix(12))), not with that one; to move it there, --move."
        ))
    }
    return session
  }

  private func tell(_ move: VersionMove) {
    for path in move.moved { printError("→ \(path.old) → \(path.new)") }
    for path in move.kept {
      printError(
        said(
          es: "= \(path): no tiene lugar en esta versión; se conserva y no se muestra.",
          en: "= \(path): has no place in this version; it is kept and not shown."))
    }
    for path in move.differing {
      printError(
        said(
          es: "≠ \(path.old): otra persona la respondió con la versión anterior, distinto de "
            + "\(path.new); ambas se conservan. Decida con «campo conflicts».",
          en: "≠ \(path.old): somebody answered it under the earlier version, other than "
            + "\(path.new); both are kept. Decide with “campo conflicts”."))
    }
  }

  private func environment(_ client: SurveyClient) throws -> InterviewEnvironment {
    var environment = try client.interviewEnvironment
    if let timezone {
      guard let zone = TimeZone(identifier: timezone) else {
        throw ScenarioError.timeZone(timezone)
      }
      environment.timeZone = zone
    }
    if let clock {
      var pretended = Scenario()
      pretended.clock = clock
      pretended.timeZone = environment.timeZone.identifier
      let start = try pretended.startMilliseconds()
      environment.now = { start }
    }
    for text in fact {
      let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
      guard parts.count == 2 else {
        throw UsageError(
          es: "--fact «\(text)»: escríbalo como nombre=valor.",
          en: "--fact “\(text)”: write it as name=value.")
      }
      environment.properties[parts[0]] = parts[1]
    }
    return environment
  }

  /// Saves the answers in order and says what came of them; what cannot be done is told, the rest is
  /// saved.
  private func take(_ steps: [Scenario.Step], _ session: InterviewSession) throws {
    var play = AnswersPlay(session)
    for step in steps { try play.take(step) }
    if finish { try play.finish() }
    switch format {
    case .json: try printJSON(play.json)
    case .text:
      for line in play.lines { printLine(line) }
    }
    if !play.failures.isEmpty { throw ExitStatus.failure }
  }
}
