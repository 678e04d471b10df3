import Foundation
import Messages

extension Story {
  /// At the office: check and publish the questionnaire, enrol the team, give each device its store.
  mutating func prepare() async throws {
    narrator.chapter(
      1,
      Message(
        es: "En la oficina: se revisa y publica el cuestionario, y se inscribe al equipo.",
        en: "At the office: the questionnaire is checked and published, the team enrolled."))
    try campo("validate", questionnaire)
    try tools.server(["publish", "--data", serverData.relativePath, questionnaire])
    let server = try await startServer()
    defer { server.stop() }
    for person in team.everyone {
      let code = try enrolmentCode(for: person.name, person.role)
      try campo(
        "init", person.store.relativePath, "--server", networks.office.url, "--code", code)
    }
    narrator.say(
      Message(
        es: "Cada equipo trae el cuestionario: con él, sus respuestas viajarán comprimidas.",
        en: "Every device fetches the questionnaire: with it its responses will travel packed."))
    for person in team.everyone {
      try tools.campo(["sync", person.store.relativePath], telling: .command)
    }
    try await enrolHub()
    narrator.say(
      Message(
        es: "El servidor se apaga: desde aquí no hay red.",
        en: "The server goes off: from here there is no network."))
  }

  func startServer() async throws -> ServerProcess {
    try await ServerProcess(
      tools: tools, data: serverData, port: networks.serverPort,
      log: folder.appending(path: "server.log"))
  }

  /// Enrols somebody; the code for the device.
  func enrolmentCode(
    for name: String, _ role: Person.Role, _ options: String...
  ) throws -> String {
    let output = try tools.server(
      [
        "enroll", "--data", serverData.relativePath, "--name", name, "--role", role.rawValue,
        "--area", Team.area,
      ] + options)
    // The last word that looks like a one-time code.
    let words = output.split { $0.isWhitespace || $0 == ":" }
    let code = words.last { word in
      word.contains("-") && word.allSatisfy { $0.isUppercase || $0.isNumber || $0 == "-" }
    }
    guard let code else {
      throw DemoError.unexpectedOutput(command: "campo-server enroll", wanted: "XXXX-XXXX")
    }
    return String(code)
  }
}
