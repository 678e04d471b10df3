public import Interviewing
public import Replication
import SQLiteStore

extension SurveyClient {
  /// Approves a response as it stands; what arrives later makes the approval stale.
  ///
  /// - Parameters:
  ///   - response: as the author has read it.
  ///   - insisting: whether to approve what waits for somebody all the same.
  /// - Throws: `StoreError` with `.roleMayNotDecide` for an enumerator, `.noRecord`;
  ///   `ClientError.notApprovable`.
  public func approve(_ response: Response, comment: String, insisting: Bool = false) throws {
    // Who may not approve at all is told so first, by the store.
    if author.role >= .supervisor, !insisting, let reason = Unapprovable(response) {
      throw ClientError.notApprovable(response.summary.id, reason)
    }
    try decide(.approve, on: response, comment)
  }

  /// Sends a response back for correction.
  ///
  /// - Throws: as `approve`; `ClientError.commentMissing` where no reason is given.
  public func reject(_ response: Response, comment: String) throws {
    try requireComment(comment)
    try decide(.reject, on: response, comment)
  }

  /// Withdraws a response: hidden from then on, nothing of it is deleted.
  ///
  /// - Throws: as `reject`.
  public func void(_ response: Response, comment: String) throws {
    try requireComment(comment)
    try decide(.void, on: response, comment)
  }

  /// Settles a conflict, for the entries that the author was shown: what arrived since stays beside.
  ///
  /// - Parameter value: one of the options' or another one, which is checked as an interview checks an
  ///   answer.
  /// - Returns: the rules that another value breaks; it stands all the same, as in an interview.
  /// - Throws: `ClientError.commentMissing`, `.unfitValue`, `.definitionMissing`; `InterviewError`;
  ///   `StoreError`.
  @discardableResult
  public func resolve(
    _ conflict: AnswerConflict, as value: AnswerValue, comment: String
  ) throws -> [Violation] {
    try requireComment(comment)
    let violations = try check(value, for: conflict)
    try store.resolve(
      conflict.key, of: conflict.response,
      superseding: conflict.options.reduce(into: []) { $0.formUnion($1.dots) }, value: value,
      comment: comment, author: author)
    return violations
  }

  /// What somebody answered before is settled with as it is.
  private func check(_ value: AnswerValue, for conflict: AnswerConflict) throws -> [Violation] {
    guard case .answer = conflict.key, !conflict.options.contains(where: { $0.value == value })
    else { return [] }
    let stored = try store.load(conflict.response)
    let hash = stored.record.including(stored.pending).text(of: RegisterKey.Field.definition) ?? ""
    guard try store.definition(hash: hash) != nil else {
      throw ClientError.definitionMissing(conflict.response, hash: hash)
    }
    // Of its own: nothing of it is saved.
    var interview = Interview(
      try questionnaire(hash: hash), record: stored.record, pending: stored.pending,
      environment: try interviewEnvironment)
    let violations = try interview.answer(conflict.path, value).violations
    let unfit: Set<Violation.Code> = [.type, .choice, .missing]
    if let violation = violations.first(where: { unfit.contains($0.code) }) {
      throw ClientError.unfitValue(path: conflict.path, violation.message)
    }
    return violations
  }

  private func decide(_ kind: Decision.Kind, on response: Response, _ comment: String) throws {
    try store.decide(
      kind, on: response.summary.id, comment: comment, author: author,
      shown: response.shown)
  }

  private func requireComment(_ comment: String) throws(ClientError) {
    guard comment.contains(where: { !$0.isWhitespace }) else { throw .commentMissing }
  }
}
