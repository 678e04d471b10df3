import Interviewing
import QuestionnaireLanguage
import Replication
import SQLiteStore

/// The interview that was finished last on this device, by questionnaire id: what
/// `${last-saved#name}` looks at.
extension SurveyClient {
  func rememberFinished(_ id: RecordID, _ form: CompiledQuestionnaire) throws {
    try store.set(Self.lastFinished(form), to: id.description)
  }

  /// Its answers by path, rosters apart; none where none was finished here.
  func lastFinishedAnswers(to form: CompiledQuestionnaire) throws -> [String: String] {
    // What is damaged is told elsewhere, and must not keep anybody from a new interview.
    guard let text = try store.setting(Self.lastFinished(form)), let id = RecordID(text),
      try store.summary(of: id) != nil, let stored = try store.undamaged(id)
    else { return [:] }
    let hash = stored.record.including(stored.pending).text(of: RegisterKey.Field.definition) ?? ""
    guard try store.definition(hash: hash) != nil else { return [:] }
    let interview = Interview(
      hash == form.hash ? form : try questionnaire(hash: hash), record: stored.record,
      pending: stored.pending, environment: try interviewEnvironment)
    var answers: [String: String] = [:]
    for node in interview.nodes() where node.isRelevant && !node.path.contains("[") {
      answers[node.path] = node.answer?.value
    }
    return answers
  }

  private static func lastFinished(_ form: CompiledQuestionnaire) -> Setting {
    Setting("finished.last." + form.questionnaire.id)
  }
}
