import ArgumentParser
import Campo
import CommandLanguage
import Replication

/// Approves a response as it stands.
struct ApproveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "approve",
    abstract: said(
      es: "Aprueba una respuesta tal como está.", en: "Approves a response as it stands."),
    discussion: example("campo approve luz.campo 9f31 --comment 'Revisada'"))

  @OptionGroup var target: DecisionTarget

  @Option(help: help(es: "Por qué.", en: "Why."))
  var comment = ""

  @Flag(
    help: help(
      es: "Aunque esté en curso, en conflicto o anulada.",
      en: "Even if it is in progress, in conflict or voided."))
  var force = false

  func run() throws {
    let id = try target.decide { try $0.approve($1, comment: comment, insisting: force) }
    printLine(said(es: "\(id) aprobada.", en: "\(id) approved."))
  }
}

/// Sends a response back for correction.
struct RejectCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reject",
    abstract: said(
      es: "Devuelve una respuesta para que la corrijan.",
      en: "Sends a response back for correction."),
    discussion: example("campo reject luz.campo 9f31 --comment 'Falta la edad'"))

  @OptionGroup var target: DecisionTarget

  @Option(help: help(es: "Por qué.", en: "Why."))
  var comment: String

  func run() throws {
    let id = try target.decide { try $0.reject($1, comment: comment) }
    printLine(said(es: "\(id) devuelta.", en: "\(id) rejected."))
  }
}

/// Withdraws a response; nothing of it is deleted.
struct VoidCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "void",
    abstract: said(
      es: "Anula una respuesta, sin borrar nada de ella.",
      en: "Withdraws a response, deleting nothing of it."),
    discussion: example("campo void luz.campo 9f31 --comment 'Entrevista de prueba'"))

  @OptionGroup var target: DecisionTarget

  @Option(help: help(es: "Por qué.", en: "Why."))
  var comment: String

  func run() throws {
    let id = try target.decide { try $0.void($1, comment: comment) }
    printLine(said(es: "\(id) anulada.", en: "\(id) voided."))
  }
}

/// The store and the response that a decision is about.
struct DecisionTarget: ParsableArguments {
  @OptionGroup var options: StoreOptions
  @OptionGroup var response: ResponseOptions

  func decide(_ decision: (SurveyClient, Response) throws -> Void) throws -> RecordID {
    let client = try options.open()
    let id = try response.find(in: client)
    try decision(client, client.response(id))
    return id
  }
}
