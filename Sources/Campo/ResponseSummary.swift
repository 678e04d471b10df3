public import Replication
public import SyncProtocol

/// What a list says of a response.
public struct ResponseSummary: Hashable, Sendable {
  public let id: RecordID
  /// The questionnaire's canonical hash; empty where the response names none.
  public let definition: String
  /// The questionnaire as people know it; nil where the store lacks it.
  public let questionnaire: DefinitionSummary?
  public let status: RecordStatus
  /// Who began it; nil where nothing was written.
  public let author: Author?
  public let area: String
  /// The assigned dwelling, household or person, if any.
  public let unit: String?
  /// Questions that hold an answer or a missing code.
  public let answers: Int
  /// Answers on which people disagree, and rows deleted by one and edited by another.
  public let conflicts: Int
  /// Whether something in it is not sealed yet.
  public let isPending: Bool
  /// Whether the server is not known to have it as it is here.
  public let isUnsent: Bool
  /// What the server said of it; nil before it spoke.
  public let verdict: Verdict?
  /// The last seal's time by its author's clock; nil before the first.
  public let modified: WallTime?
}

extension ResponseSummary {
  init(
    _ stored: Record, pending: PendingWrites?, questionnaire: DefinitionSummary?,
    isUnsent: Bool = false, verdict: Verdict?
  ) {
    let record = stored.including(pending)
    let last = stored.stamps.values.max { ($0.time, $0.author.name) < ($1.time, $1.author.name) }
    id = stored.id
    definition = record.text(of: RegisterKey.Field.definition) ?? ""
    self.questionnaire = questionnaire
    status = record.status
    let first = stored.entries(of: .field(RegisterKey.Field.definition)).first
    author = first?.stamp.author ?? pending?.author
    area = record.text(of: RegisterKey.Field.area) ?? ""
    unit = record.text(of: RegisterKey.Field.unit)
    answers = record.registers.keys.count { key in
      guard case .answer(let answer) = key, !answer.isComment else { return false }
      return record.value(of: key) != .cleared
    }
    conflicts = record.disagreements
    isPending = pending != nil
    self.isUnsent = isUnsent || pending != nil
    self.verdict = verdict
    modified = last?.time
  }
}
