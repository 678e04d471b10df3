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
      "verdict": .text(verdict?.state.name),
      "modified": .time(modified),
    ]
  }

  static var tableHead: [String] {
    [
      said(es: "RESPUESTA", en: "RESPONSE"), said(es: "CUESTIONARIO", en: "QUESTIONNAIRE"),
      said(es: "ESTADO", en: "STATUS"), said(es: "AUTOR", en: "AUTHOR"),
      said(es: "ÁREA", en: "AREA"), said(es: "RESPUESTAS", en: "ANSWERS"),
      said(es: "CONFLICTOS", en: "CONFLICTS"), said(es: "SERVIDOR", en: "SERVER"),
    ]
  }

  var tableRow: [String] {
    [
      String(id.description.prefix(12)), questionnaire?.name ?? String(definition.prefix(12)),
      status.stage.word + (status.isStale ? "*" : ""), author?.name ?? "-", area, String(answers),
      String(conflicts), verdict?.state.word ?? "-",
    ]
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
