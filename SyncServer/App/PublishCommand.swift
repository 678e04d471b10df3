import ArgumentParser
import CommandLanguage
import Foundation
import Messages
import QuestionnaireLanguage
import SQLiteStore
import SyncService

/// `campo-server publish`: offers a questionnaire to devices.
struct PublishCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "publish",
    abstract: said(
      es: "Publica un cuestionario; los equipos lo reciben al sincronizar.",
      en: "Publishes a questionnaire; devices receive it when they sync."),
    discussion: example("campo-server publish --data /srv/campo hogares.xlsx"))

  /// The largest file that is read, in bytes.
  private static let fileLimit = 64 << 20

  @OptionGroup var common: CommonOptions

  @Argument(
    help: help(es: "Cuestionario: .xlsx, .xls o .yaml.", en: "Questionnaire: .xlsx, .xls or .yaml.")
  )
  var file: String

  func run() throws {
    var questionnaire = try QuestionnaireFile.read(
      try Self.read(file, limit: Self.fileLimit), name: file)
    try questionnaire.attachDataFiles(beside: file) { path, limit throws(UnreadableFile) in
      FileManager.default.fileExists(atPath: path) ? try Self.read(path, limit: limit) : nil
    }
    let service = SyncService(store: try ServerData.requireOffice(ServerData.open(at: common.data)))
    do throws(PublishError) {
      let publication = try service.publish(questionnaire)
      show(publication.findings)
      let definition = publication.definition
      print(
        said(
          es: "Publicado: \(definition.name) \(definition.version) \(definition.hash)",
          en: "Published: \(definition.name) \(definition.version) \(definition.hash)"))
      if publication.rechecked > 0 {
        print(
          said(
            es: "Respuestas que lo esperaban, ya revisadas: \(publication.rechecked)",
            en: "Responses that waited for it, checked now: \(publication.rechecked)"))
      }
    } catch {
      if case .findings(let findings) = error { show(findings) }
      throw error
    }
  }

  private func show(_ findings: [Finding]) {
    for finding in findings {
      let place = finding.place.map { "\($0.description): " } ?? ""
      printError(
        "\(finding.code) \(place)\(finding.message.text(in: readerLanguage)) "
          + finding.remedy.text(in: readerLanguage))
    }
  }

  private static func read(_ path: String, limit: Int) throws(UnreadableFile) -> [UInt8] {
    guard let handle = FileHandle(forReadingAtPath: path) else {
      throw UnreadableFile(path: path, limit: limit)
    }
    let data: Data?
    do { data = try handle.read(upToCount: limit + 1) } catch { data = nil }
    guard let data, data.count <= limit else {
      throw UnreadableFile(path: path, limit: limit)
    }
    return Array(data)
  }
}

/// The file is missing, closed to us, or too large.
struct UnreadableFile: ExplainedError {
  let path: String
  let limit: Int

  var code: String { "FILE-READ" }

  var message: Message {
    Message(
      es: "\(path): no se puede leer, o pasa de \(limit) bytes. Revise la ruta y los permisos.",
      en: "\(path): cannot be read, or exceeds \(limit) bytes. Check the path and permissions.")
  }
}
