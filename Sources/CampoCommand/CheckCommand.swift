import ArgumentParser
import CommandLanguage
import Interviewing
import Messages
import Replication
import SQLiteStore

/// Says whether a store is whole.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: said(
      es: "Revisa un almacén entero, sin cambiar nada: qué está dañado, dónde y qué hacer.",
      en: "Reads a store through, changing nothing: what is damaged, where, and what to do."),
    discussion: example("campo check ana.campo", "campo check /srv/campo --format json"))

  @Argument(
    help: help(
      es: "La carpeta de un almacén, o la de datos de un servidor.",
      en: "A store's folder, or a server's data folder."))
  var store: String

  @OptionGroup var reader: ReaderOptions

  @Option(
    help: help(es: "Forma de la salida: text o json.", en: "Form of the output: text or json."))
  var format = OutputFormat.text

  func run() throws {
    let report = try StoreCheck.run(at: store)
    switch format {
    case .json: try printJSON(report.json)
    case .text:
      for line in report.lines { printLine(line) }
    }
    if !report.isSound { throw ExitStatus.failure }
  }
}

extension StoreCheckReport {
  /// As Docs/Commands.md spells it.
  fileprivate var json: JSONValue {
    .object([
      "sound": .boolean(isSound), "replica": .text(replica?.description),
      "responses": .count(records), "pending": .count(pendingRows), "seals": .count(seals),
      "chains": .count(chainsRecomputed), "feed": .count(feedRows),
      "questionnaires": .count(definitions), "quarantined": .count(quarantined),
      "attachments": .count(attachments), "missingAttachments": .count(missingAttachments),
      "findings": .array(
        findings.map {
          .object([
            "code": .string($0.code), "damage": .boolean($0.isDamage), "place": .string($0.place),
            "message": .string($0.message.text(in: readerLanguage)),
            "remedy": .string($0.remedy.text(in: readerLanguage)),
          ])
        }),
      "unlisted": .count(unlisted),
    ])
  }

  fileprivate var lines: [String] {
    var lines: [String] = []
    for finding in findings {
      let mark = finding.isDamage ? "✗" : "!"
      lines.append(
        "\(mark) \(finding.code) \(plain(finding.place)): "
          + plain(finding.message.text(in: readerLanguage)))
      lines.append("  " + finding.remedy.text(in: readerLanguage))
    }
    if unlisted > 0 {
      lines.append(said(es: "… y \(unlisted) más.", en: "… and \(unlisted) more."))
    }
    lines.append(
      said(
        es:
          "Respuestas \(records), guardados sin sellar \(pendingRows), sellos \(seals) (cadenas recalculadas \(chainsRecomputed)), novedades \(feedRows), cuestionarios \(definitions), en cuarentena \(quarantined), archivos \(attachments), por llegar \(missingAttachments).",
        en:
          "Responses \(records), saves not sealed \(pendingRows), seals \(seals) (chains recomputed \(chainsRecomputed)), feed \(feedRows), questionnaires \(definitions), in quarantine \(quarantined), files \(attachments), still to come \(missingAttachments)."
      ))
    lines.append(
      isSound
        ? said(es: "El almacén está íntegro.", en: "The store is sound.")
        : said(es: "El almacén está dañado.", en: "The store is damaged."))
    return lines
  }
}
