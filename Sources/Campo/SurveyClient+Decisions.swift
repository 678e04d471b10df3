public import Replication
import SQLiteStore

extension SurveyClient {
  /// Approves a response as it stands; what arrives later makes the approval stale.
  ///
  /// - Parameter shown: the context of the state that the author has read.
  /// - Throws: `StoreError` with `.roleMayNotDecide` for an enumerator, `.noRecord`.
  public func approve(_ response: Response, comment: String) throws {
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
  /// - Parameter value: one of the options' or another one.
  /// - Throws: `ClientError.commentMissing`, `StoreError`.
  public func resolve(_ conflict: AnswerConflict, as value: AnswerValue, comment: String) throws {
    try requireComment(comment)
    try store.resolve(
      conflict.key, of: conflict.response,
      superseding: conflict.options.reduce(into: []) { $0.formUnion($1.dots) }, value: value,
      comment: comment, author: author)
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
