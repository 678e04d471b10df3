import ArgumentParser
import Campo
import CommandLanguage
import Messages

/// Sends what the server lacks and takes what is new.
struct SyncCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sync",
    abstract: said(
      es: "Sincroniza con el servidor; se puede repetir tras cualquier falla.",
      en: "Synchronizes with the server; may be repeated after any failure."),
    discussion: example(
      "campo sync ana.campo", "campo sync ana.campo --via http://192.168.4.1:8080"))

  @OptionGroup var options: StoreOptions
  @OptionGroup var network: NetworkOptions

  @Option(
    help: help(
      es: "Por esta vez, con la concentradora del equipo, http://host:puerto.",
      en: "This once, with the team's hub, http://host:port."))
  var via: String?

  @Flag(
    help: help(
      es: "Trae también los archivos que las respuestas nombran y que no están aquí.",
      en: "Fetches the files, too, that responses name and that are not here."))
  var attachments = false

  func run() async throws {
    let preparation = SyncPreparation()
    defer { preparation.wait() }
    let client = try options.open()
    let report = try await client.sync(
      via: via, fetchesFiles: attachments, over: network.settings
    ) { printLine($0.line) }
    for line in report.lines { printLine(line) }
  }
}

extension SyncEvent {
  fileprivate var line: String {
    switch self {
    case .sending(0, _): said(es: "Pregunta por novedades…", en: "Asking for news…")
    case .sending(let responses, let bytes):
      said(
        es: "Envía \(countedResponses(responses)) (\(bytes) bytes)…",
        en: "Sending \(countedResponses(responses)) (\(bytes) bytes)…")
    case .stored(let acknowledged, let received, let waiting):
      said(
        es: "Confirmadas \(acknowledged), recibidas \(received), por enviar \(waiting).",
        en: "Acknowledged \(acknowledged), received \(received), to send \(waiting).")
    case .fetching(let title):
      said(es: "Trae el cuestionario «\(title)»…", en: "Fetching questionnaire ‘\(title)’…")
    case .sendingFile(let sent, let size):
      said(
        es: "Envía un archivo: \(sent) de \(size) bytes…",
        en: "Sending a file: \(sent) of \(size) bytes…")
    case .fetchingFile(let received, let size):
      said(
        es: "Trae un archivo: \(received) de \(size) bytes…",
        en: "Fetching a file: \(received) of \(size) bytes…")
    case .retrying(let milliseconds, let because):
      said(
        es: "\(because.spanish) Reintenta en \(milliseconds) ms.",
        en: "\(because.english) Trying again in \(milliseconds) ms.")
    }
  }
}

extension SyncReport {
  fileprivate var lines: [String] {
    var lines = [
      said(
        es:
          "Enviadas \(sent), recibidas \(received); \(bytesSent) bytes de subida, \(bytesReceived) de bajada.",
        en: "Sent \(sent), received \(received); \(bytesSent) bytes up, \(bytesReceived) down.")
    ]
    lines += files.lines
    if !conflicts.isEmpty {
      lines.append(
        said(
          es: "Conflictos nuevos: \(conflicts.count). Véalos con «campo conflicts».",
          en: "New conflicts: \(conflicts.count). See them with “campo conflicts”."))
    }
    lines += mergeViolations.map(\.line)
    lines += reviews.arrivalLines
    if invalid > 0 {
      lines.append(
        said(
          es: "El servidor halló errores en \(invalid): «campo list» las marca.",
          en: "The server found errors in \(invalid): “campo list” marks them."))
    }
    for title in unreadableQuestionnaires {
      lines.append(
        said(
          es: "No se pudo leer el cuestionario «\(title)»: actualice Campo y sincronice de nuevo.",
          en: "Questionnaire “\(title)” could not be read: update Campo and sync again."))
    }
    lines += notices.map { $0.text(in: readerLanguage) }
    if !quarantined.isEmpty {
      lines.append(
        said(
          es: "El servidor apartó \(quarantined.count) que no entiende; siguen aquí también.",
          en: "The server set aside \(quarantined.count) it does not understand; they are here too."
        ))
    }
    return lines
  }
}

extension AttachmentReport {
  fileprivate var lines: [String] {
    var lines: [String] = []
    if sent > 0 || received > 0 {
      lines.append(
        said(
          es:
            "Archivos enviados \(sent) (\(bytesSent) bytes), recibidos \(received) (\(bytesReceived)).",
          en: "Files sent \(sent) (\(bytesSent) bytes), received \(received) (\(bytesReceived))."))
    }
    if missing > 0 {
      lines.append(
        said(
          es:
            "\(missing) archivos no están todavía en el servidor; «campo attachments» los enumera.",
          en: "\(missing) files are not on the server yet; “campo attachments” lists them."))
    }
    if refused > 0 {
      lines.append(
        said(
          es: "\(refused) archivos no se pudieron enviar; «campo log» dice por qué.",
          en: "\(refused) files could not be sent; “campo log” says why."))
    }
    if isUnsupported {
      lines.append(
        said(
          es: "El servidor es de una versión que no recibe archivos; esperan aquí.",
          en: "The server is of a version that takes no files; they wait here."))
    }
    return lines
  }
}
