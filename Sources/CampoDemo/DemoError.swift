import Messages

/// Why the demonstration could not go on.
enum DemoError: ExplainedError {
  case toolMissing(path: String)
  case commandFailed(command: String, exitCode: Int32, output: String)
  case serverSilent(address: String, log: String)
  case hubSilent(log: String)
  case noPort
  case unexpectedOutput(command: String, wanted: String)
  case questionnaireUnreadable(path: String, reason: Message)
  case folderNotOurs(path: String)

  var code: String {
    switch self {
    case .toolMissing: "DEMO-TOOL"
    case .commandFailed: "DEMO-COMMAND"
    case .serverSilent: "DEMO-SERVER"
    case .hubSilent: "DEMO-HUB"
    case .noPort: "DEMO-PORT"
    case .unexpectedOutput: "DEMO-OUTPUT"
    case .questionnaireUnreadable: "DEMO-QUESTIONNAIRE"
    case .folderNotOurs: "DEMO-FOLDER"
    }
  }

  var message: Message {
    switch self {
    case .toolMissing(let path):
      Message(
        es: "No existe \(path). Constrúyalo con: make build",
        en: "There is no \(path). Build it with: make build")
    case .commandFailed(let command, let exitCode, let output):
      Message(
        es: "Terminó con \(exitCode): \(command)\n\(output)",
        en: "Ended with \(exitCode): \(command)\n\(output)")
    case .serverSilent(let address, let log):
      Message(
        es: "El servidor no respondió en \(address). Vea \(log).",
        en: "The server did not answer at \(address). See \(log).")
    case .hubSilent(let log):
      Message(
        es: "La concentradora no sincronizó con la oficina. Vea \(log).",
        en: "The hub did not sync with the office. See \(log).")
    case .noPort:
      Message(
        es: "No hay un puerto libre en 127.0.0.1.",
        en: "There is no free port on 127.0.0.1.")
    case .unexpectedOutput(let command, let wanted):
      Message(
        es: "No se encontró \(wanted) en lo que imprimió: \(command)",
        en: "There was no \(wanted) in what this printed: \(command)")
    case .questionnaireUnreadable(let path, let reason):
      Message(es: "\(path): \(reason.spanish)", en: "\(path): \(reason.english)")
    case .folderNotOurs(let path):
      Message(
        es:
          "\(path) tiene archivos que esta demostración no hizo. Elija otra carpeta con --folder.",
        en: "\(path) holds files that this demonstration did not make. Choose another: --folder.")
    }
  }
}
