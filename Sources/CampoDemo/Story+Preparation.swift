import Foundation
import Messages

extension Story {
  /// At the office: check and publish the questionnaire, enrol the team, give each device its store.
  mutating func prepare(serverPort: UInt16, network: CuttingProxy) async throws {
    narrator.chapter(
      1,
      Message(
        es: "En la oficina: se revisa y publica el cuestionario, y se inscribe al equipo.",
        en: "At the office: the questionnaire is checked and published, the team enrolled."))
    try campo("validate", questionnaire)
    try tools.server(["publish", "--data", serverData.relativePath, questionnaire])
    let server = try await ServerProcess(
      tools: tools, data: serverData, port: serverPort, log: log)
    defer { server.stop() }
    for person in team.everyone {
      let enrolled = try tools.server([
        "enroll", "--data", serverData.relativePath, "--name", person.name,
        "--role", person.role.rawValue, "--area", Team.area,
      ])
      let code = try Self.enrolmentCode(in: enrolled)
      // Beto's network is the bad one.
      let port = person.name == team.beto.name ? network.port : serverPort
      try campo(
        "init", person.store.relativePath, "--server", "http://127.0.0.1:\(port)", "--code", code)
    }
    narrator.say(
      Message(
        es: "El servidor se apaga: desde aquí no hay red.",
        en: "The server goes off: from here there is no network."))
  }

  /// The last word of the output that looks like a one-time code.
  private static func enrolmentCode(in output: String) throws -> String {
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
