import Messages
import Replication

/// What an approval would pass over.
public enum Unapprovable: Hashable, Sendable {
  /// The interview is not finished.
  case inProgress
  /// People disagree on so many answers.
  case inConflict(Int)
  case voided

  /// Nil where a supervisor may approve.
  init?(_ response: Response) {
    if !response.conflicts.isEmpty {
      self = .inConflict(response.conflicts.count)
      return
    }
    switch response.summary.status.stage {
    case .inProgress: self = .inProgress
    case .voided: self = .voided
    case .finished, .approved, .rejected: return nil
    }
  }

  var message: Message {
    switch self {
    case .inProgress:
      Message(es: "la entrevista no está terminada", en: "the interview is not finished")
    case .inConflict(let count):
      Message(
        es: "tiene conflictos sin resolver (\(count); véalos con «campo conflicts»)",
        en: "it has conflicts that nobody settled (\(count); see them with “campo conflicts”)")
    case .voided: Message(es: "está anulada", en: "it is voided")
    }
  }
}
