import ArgumentParser
import Campo
import CommandLanguage
import Messages
import Replication

/// Makes a device's store: enrolled at a server, or for work without one.
struct InitCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: said(
      es: "Crea el almacén de un dispositivo e inscribe a quien trabaja en él.",
      en: "Makes a device's store and enrols who works on it."),
    discussion: example(
      "campo init ana.campo --server https://encuestas.example.org --code K7QF-2MXD",
      "campo init ana.campo --name ana --area A1"))

  enum Role: String, ExpressibleByArgument, CaseIterable {
    case enumerator, supervisor, coordinator
  }

  @Argument(help: help(es: "La carpeta que se crea.", en: "The folder to make."))
  var store: String

  @OptionGroup var reader: ReaderOptions

  @Option(
    help: help(es: "El servidor, https://host:puerto.", en: "The server, https://host:port."))
  var server: String?

  @Option(
    help: help(es: "El código de un solo uso de la oficina.", en: "The office's one-time code."))
  var code: String?

  @OptionGroup var network: NetworkOptions

  @Option(
    help: help(es: "Sin servidor: quién trabaja aquí.", en: "Without a server: who works here."))
  var name: String?

  @Option(
    help: help(
      es: "Sin servidor: el área de supervisión.", en: "Without a server: supervision area."))
  var area: [String] = []

  @Option(
    help: help(es: "Sin servidor: el papel de la persona.", en: "Without a server: the role."))
  var role = Role.enumerator

  mutating func validate() throws {
    name = try name.map { try PersonText.tidied($0) }
    area = try area.map { try PersonText.tidied($0) }
  }

  func run() async throws {
    let client: SurveyClient
    switch (server, code, name) {
    case (let server?, let code?, nil):
      client = try await SurveyClient.enrol(
        at: store, server: server, code: code, network: network.settings)
    case (nil, nil, let name?) where !name.isEmpty && !area.isEmpty:
      guard let role = Author.Role(name: role.rawValue) else {
        preconditionFailure("the option names exactly the roles there are")
      }
      client = try SurveyClient.create(
        at: store, author: Author(name: name, role: role), areas: area)
    default:
      throw UsageError(
        es: "Indique --server y --code; o, para trabajar sin servidor, --name y --area.",
        en: "Give --server and --code; or, to work without a server, --name and --area.")
    }
    let areas = client.areas.joined(separator: ", ")
    printLine(
      said(
        es: "\(store): \(client.author.name), \(client.author.role.word), área \(areas).",
        en: "\(store): \(client.author.name), \(client.author.role.word), area \(areas)."))
  }
}

/// How to reach the server from here.
struct NetworkOptions: ParsableArguments {
  @Option(
    help: help(
      es: "Proxy, http://host:puerto (sin ella, el del entorno).",
      en: "Proxy, http://host:port (without it, the environment's)."))
  var proxy: String?

  @Option(
    help: help(
      es: "Archivo PEM de las autoridades en que se confía.",
      en: "PEM file of the authorities to trust."))
  var ca: String?

  var settings: NetworkSettings { NetworkSettings(proxy: proxy, authorityFile: ca) }
}
