public import Replication

extension AnswerKey {
  private static let commentSuffix = "@comment"

  /// Where the comment on an answer is kept: a register of its own beside the answer's.
  public var comment: AnswerKey { AnswerKey(question: question + Self.commentSuffix, rows: rows) }

  var isComment: Bool { commented != nil }

  /// The question that a comment is about; nil for an answer.
  var commented: String? {
    guard question.hasSuffix(Self.commentSuffix) else { return nil }
    return String(question.dropLast(Self.commentSuffix.count))
  }
}
