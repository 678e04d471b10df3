import ArgumentParser
import Campo
import CommandLanguage
import Interviewing
import Replication
import SyncProtocol

/// A store, or one response whole.
struct ShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: said(
      es: "Muestra el almacén, o una respuesta completa.", en: "Shows the store, or one response."),
    discussion: example("campo show ana.campo", "campo show ana.campo 9f31 --format json"))

  @OptionGroup var options: StoreOptions

  @Argument(
    help: help(
      es: "La respuesta (o sus primeros dígitos); sin ella, el almacén.",
      en: "The response (or its first digits); without it, the store."))
  var id: String?

  @Option(
    help: help(es: "Forma de la salida: text o json.", en: "Form of the output: text or json."))
  var format = OutputFormat.text

  func run() throws {
    let client = try options.openToLook()
    guard let id else { return try show(client) }
    let response = try client.response(client.response(startingWith: id))
    switch format {
    case .json: try printJSON(.object(response.json))
    case .text:
      for line in response.lines { printLine(line) }
    }
  }

  private func show(_ client: SurveyClient) throws {
    var responses = 0
    try client.forEachResponse { _ in responses += 1 }
    let questionnaires = try client.questionnaires()
    switch format {
    case .json:
      try printJSON(
        .object([
          "replica": .string(try client.replica.description),
          "author": .string(client.author.name), "role": .string(client.author.role.name),
          "area": .string(client.areas[0]), "areas": .array(client.areas.map(JSONValue.string)),
          "server": .text(try client.server), "responses": .count(responses),
          "questionnaires": .array(
            questionnaires.map {
              .object([
                "id": .string($0.name), "version": .string($0.version),
                "title": .string($0.title), "hash": .string($0.hash),
              ])
            }),
        ]))
    case .text:
      printTable([
        [said(es: "Réplica", en: "Replica"), try client.replica.description],
        [said(es: "Quién", en: "Who"), "\(client.author.name), \(client.author.role.word)"],
        [said(es: "Área", en: "Area"), client.areas.joined(separator: ", ")],
        [said(es: "Servidor", en: "Server"), try client.server ?? "-"],
        [said(es: "Respuestas", en: "Responses"), String(responses)],
      ])
      for form in questionnaires {
        printLine("\(form.hash.prefix(12))  \(form.name) \(form.version)  \(plain(form.title))")
      }
    }
  }
}
