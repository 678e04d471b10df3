import Campo
import CommandLanguage
import Interviewing
import Messages
import Replication
import SyncProtocol

extension ResponseSummary {
  /// As `campo list --format json` spells it; see Docs/Commands.md.
  var json: [String: JSONValue] {
    [
      "id": .string(id.description),
      "questionnaire": .text(questionnaire?.name),
      "version": .text(questionnaire?.version),
      "definition": .string(definition),
      "status": .string(status.stage.name),
      "round": .count(Int(status.round)),
      "stale": .boolean(status.isStale),
      "author": .text(author?.name),
      "area": .string(area),
      "unit": .text(unit),
      "answers": .count(answers),
      "conflicts": .count(conflicts),
      "pending": .boolean(isPending),
      "unsent": .boolean(isUnsent),
      "verdict": .text(verdict?.state.name),
      "modified": .time(modified),
    ]
  }

  static var tableHead: [String] {
    [
      said(es: "RESPUESTA", en: "RESPONSE"), said(es: "CUESTIONARIO", en: "QUESTIONNAIRE"),
      said(es: "ESTADO", en: "STATUS"), said(es: "AUTOR", en: "AUTHOR"),
      said(es: "ÁREA", en: "AREA"), said(es: "UNIDAD", en: "UNIT"),
      said(es: "CAMBIO", en: "CHANGED"), said(es: "RESPUESTAS", en: "ANSWERS"),
      said(es: "CONFLICTOS", en: "CONFLICTS"), said(es: "SERVIDOR", en: "SERVER"),
    ]
  }

  var tableRow: [String] {
    [
      String(id.description.prefix(12)), questionnaire?.name ?? String(definition.prefix(12)),
      status.word, cell(author?.name), cell(area), cell(unit),
      change, String(answers), String(conflicts), serverWord,
    ]
  }

  /// By the clock here, to the minute; what is saved and not sealed yet has no time.
  private var change: String {
    guard !isPending, let modified else { return said(es: "sin sellar", en: "not sealed") }
    return localMinute(modified)
  }

  /// What the server said of an earlier state is no word about this one.
  private var serverWord: String {
    if isUnsent { return said(es: "por enviar", en: "to be sent") }
    return verdict?.state.word ?? said(es: "enviada", en: "sent")
  }
}

extension RecordStatus {
  /// As people read it: what was decided, and that it was decided on another state than this one.
  var word: String {
    guard isStale else { return stage.word }
    let since =
      stage == .rejected
      ? said(es: ", corregida", en: ", corrected") : said(es: ", editada", en: ", edited")
    return stage.word + since
  }
}

extension RecordStatus.Stage {
  /// As people read it.
  var word: String {
    switch self {
    case .inProgress: said(es: "en curso", en: "in progress")
    case .finished: said(es: "terminada", en: "finished")
    case .approved: said(es: "aprobada", en: "approved")
    case .rejected: said(es: "devuelta", en: "rejected")
    case .voided: said(es: "anulada", en: "voided")
    }
  }
}

extension Verdict.State {
  /// As JSON spells it.
  var name: String {
    switch self {
    case .valid: "valid"
    case .invalid: "invalid"
    case .unknownDefinition: "unknown_definition"
    case .notChecked: "not_checked"
    case .unknown: "unknown"
    }
  }

  /// As people read it.
  var word: String {
    switch self {
    case .valid: said(es: "válida", en: "valid")
    case .invalid: said(es: "con errores", en: "invalid")
    case .unknownDefinition: said(es: "sin cuestionario", en: "no questionnaire")
    case .notChecked: said(es: "sin revisar", en: "not checked")
    case .unknown: "?"
    }
  }
}

extension Author.Role {
  /// As people read it.
  var word: String {
    switch self {
    case .enumerator: said(es: "encuestador", en: "enumerator")
    case .supervisor: said(es: "supervisor", en: "supervisor")
    case .coordinator: said(es: "coordinador", en: "coordinator")
    }
  }
}
