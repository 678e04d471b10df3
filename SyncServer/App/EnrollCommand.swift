import ArgumentParser
import CommandLanguage
import Messages
import Replication
import SyncProtocol
import SyncService

/// `campo-server enroll`: prints a one-time code for a person's device.
struct EnrollCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "enroll",
    abstract: said(
      es: "Da un código de un solo uso para inscribir el equipo de una persona.",
      en: "Gives a one-time code to enrol a person's device."),
    discussion: example(
      "campo-server enroll --data /srv/campo --name ana --role enumerator --area S-01"))

  enum Role: String, ExpressibleByArgument, CaseIterable {
    case enumerator, supervisor, coordinator

    init(_ role: Author.Role) {
      switch role {
      case .enumerator: self = .enumerator
      case .supervisor: self = .supervisor
      case .coordinator: self = .coordinator
      }
    }

    var authorRole: Author.Role {
      switch self {
      case .enumerator: .enumerator
      case .supervisor: .supervisor
      case .coordinator: .coordinator
      }
    }
  }

  @OptionGroup var common: CommonOptions

  @Option(
    help: help(
      es: "Nombre corto de la persona, el mismo en todos sus equipos: firma lo que hace.",
      en: "The person's short name, the same on all devices: it signs what the person does."))
  var name: String

  @Option(
    help: help(
      es: "Papel: enumerator (encuesta), supervisor (supervisa), coordinator (oficina).",
      en: "Role: enumerator, supervisor, coordinator (the office)."))
  var role: Role

  @Option(
    name: .customLong("area"),
    help: help(
      es: "Área de supervisión; repita la opción para varias.",
      en: "Supervision area; repeat the option for several."))
  var areas: [String]

  @Flag(
    help: help(
      es: "Para una concentradora: «campo-server run --upstream», no «campo init».",
      en: "For a hub: “campo-server run --upstream”, not “campo init”."))
  var hub = false

  @Option(help: help(es: "Días que vale el código.", en: "Days the code is good."))
  var days = SyncService.codeDays

  mutating func validate() throws {
    name = try PersonText.tidied(name)
    areas = try areas.map { try PersonText.tidied($0) }
    guard (1...SyncLimits.areas).contains(areas.count) else {
      throw ValidationError(
        said(
          es: "--area se repite de 1 a \(SyncLimits.areas) veces.",
          en: "--area is given 1 to \(SyncLimits.areas) times."))
    }
    guard (1...365).contains(days) else {
      throw ValidationError(
        said(es: "--days va de 1 a 365.", en: "--days goes from 1 to 365."))
    }
  }

  func run() throws {
    let service = SyncService(store: try ServerData.openOffice(at: common.data))
    let code = try service.makeCode(
      for: Author(name: name, role: role.authorRole), areas: areas, days: days, isHub: hub)
    print(code.text)
    let use =
      hub
      ? "campo-server run --data … --upstream URL --code \(code.text)"
      : said(
        es: "campo init ALMACÉN --server URL --code \(code.text)",
        en: "campo init STORE --server URL --code \(code.text)")
    printError(
      said(
        es:
          "Vale \(days) días y para un equipo: \(use)",
        en:
          "Good for \(days) days and one device: \(use)"
      ))
  }
}
