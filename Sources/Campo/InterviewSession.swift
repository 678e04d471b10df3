public import Interviewing
public import QuestionnaireLanguage
public import Replication
import SQLiteStore

/// One interview of one response, every change of which is on the disk when its method returns.
///
/// What is shown is the response as it was when the session began, with the author's own answers
/// since: a sync in the background does not change it under the person's eyes, and an answer
/// supersedes only what was shown (Docs/Merge.md).
public struct InterviewSession {
  public let id: RecordID
  public let form: CompiledQuestionnaire
  /// What was answered under versions that the response has left, since it was opened last.
  public let lateAnswers: VersionMove
  /// What supervisors and coordinators did to the response; nil where they did nothing.
  public let review: Review?
  private let client: SurveyClient
  private var interview: Interview
  private let shown: Record

  init(
    starting form: CompiledQuestionnaire, unit: String?, by client: SurveyClient,
    in environment: InterviewEnvironment
  ) throws {
    id = try client.store.createResponse(
      definition: form.hash, area: client.areas[0], unit: unit, author: client.author)
    self.form = form
    lateAnswers = VersionMove()
    review = nil
    self.client = client
    shown = Record(id: id, kind: .response)
    var environment = environment
    if form.asksForLastSaved { environment.lastSaved = try client.lastFinishedAnswers(to: form) }
    interview = Interview(form, environment: environment)
    try save()
  }

  init(
    resuming id: RecordID, by client: SurveyClient, in environment: InterviewEnvironment
  ) throws {
    var stored = try client.store.load(id)
    if let pending = stored.pending, pending.author != client.author {
      // What somebody else saved is sealed, so that overwriting it is overwriting what was shown.
      try client.store.seal(id)
      stored = try client.store.load(id)
    }
    let hash = stored.record.including(stored.pending).text(of: RegisterKey.Field.definition) ?? ""
    guard try client.store.definition(hash: hash) != nil else {
      throw ClientError.definitionMissing(id, hash: hash)
    }
    self.id = id
    form = try client.questionnaire(hash: hash)
    lateAnswers = try client.carryLateAnswers(of: id, to: form)
    // Both may have been sealed by then: what waited, and what came along.
    stored = try client.store.load(id)
    self.client = client
    shown = stored.record
    review = Review(
      of: stored.record.including(stored.pending), beyond: VersionVector(), form)
    interview = Interview(
      form, record: stored.record, pending: stored.pending, environment: environment)
    try save()
  }

  // MARK: Reading

  public var questionnaire: Questionnaire { form.questionnaire }

  /// The language of labels and choices: one of `questionnaire.languages`.
  public var language: String {
    get { interview.language }
    set { interview.language = newValue }
  }

  /// Every node in document order.
  public func nodes() -> [NodeState] { interview.nodes() }

  /// The node at a path as the golden files spell it; nil where there is none.
  public func node(_ path: String) -> NodeState? { interview.node(path) }

  /// Whether there is a node at a path.
  public func exists(_ path: String) -> Bool { interview.exists(path) }

  /// Where an answer stands among the questions; its own spelling where they have no place for it.
  public func path(of key: RegisterKey) -> String {
    interview.nodes().first { $0.key == key }?.path ?? key.spelling
  }

  public func violations() -> [Violation] { interview.violations() }

  // MARK: Writing

  /// Answers a question; on the disk on return.
  ///
  /// - Throws: `InterviewError` where the question cannot be answered so (nothing changed), or
  ///   `StoreError` where it could not be saved (then the interview does not show it either).
  public mutating func answer(_ path: String, _ value: AnswerValue) throws -> AnswerOutcome {
    try saving { try $0.answer(path, value) }
  }

  /// Keeps a copy of a file, which an answer may then name.
  func keepFile(at path: String) throws -> Attachment { try client.keepFile(at: path) }

  /// Adds a row to a roster and returns the row's path.
  public mutating func addRow(_ roster: String) throws -> String {
    try saving { try $0.addRow(roster) }
  }

  /// Adds the roster rows that a path names and that do not exist yet.
  public mutating func addRows(reaching path: String) throws {
    try saving { try $0.addRows(reaching: path) }
  }

  /// Deletes a roster row; its answers are kept aside, and come back if somebody edited them unseen.
  public mutating func deleteRow(_ path: String) throws {
    try saving { try $0.deleteRow(path) }
  }

  /// Keeps a person's reason for an answer that breaks a soft check.
  public func comment(_ path: String, _ text: String) throws {
    guard case .answer(let key)? = interview.node(path)?.key else {
      throw InterviewError.notAQuestion(path: path)
    }
    try client.store.save(
      [(.answer(key.comment), .text(text))], to: id, author: client.author, shown: shown)
  }

  /// Declares the interview finished and returns what is still wrong.
  public mutating func finish() throws -> [Violation] {
    let violations = try saving { $0.finish() }
    try client.store.save(
      [(.field(RegisterKey.Field.finished), .text("true"))], to: id, author: client.author,
      shown: shown)
    try client.rememberFinished(id, form)
    return violations
  }

  /// Changes the interview and saves what follows; if that fails, the change is taken back.
  private mutating func saving<Result>(
    _ change: (inout Interview) throws -> Result
  ) throws -> Result {
    let before = interview
    do {
      let result = try change(&interview)
      try save()
      return result
    } catch {
      interview = before
      throw error
    }
  }

  private mutating func save() throws {
    try client.store.save(
      interview.takeWrites(), to: id, author: client.author, shown: shown)
  }
}

extension SurveyClient {
  /// Begins a response to a questionnaire that the store holds, in the author's first area.
  ///
  /// - Parameter unit: the assigned dwelling, household or person, if any.
  public func startInterview(
    _ form: CompiledQuestionnaire, unit: String? = nil, in environment: InterviewEnvironment
  ) throws -> InterviewSession {
    try InterviewSession(starting: form, unit: unit, by: self, in: environment)
  }

  /// Goes on with a response where it was left.
  ///
  /// - Throws: `ClientError.definitionMissing`, `StoreError.noRecord`.
  public func resumeInterview(
    _ id: RecordID, in environment: InterviewEnvironment
  ) throws -> InterviewSession {
    try InterviewSession(resuming: id, by: self, in: environment)
  }

  /// This machine's clock, time zone and randomness, with the author as ODK's `username`.
  public var interviewEnvironment: InterviewEnvironment {
    get throws {
      InterviewEnvironment.system(
        properties: ["username": author.name, "deviceid": try replica.description])
    }
  }
}
