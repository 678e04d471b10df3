public import Replication

extension AnswerKey {
  private static let commentSuffix = "@comment"

  /// Where the comment on an answer is kept: a register of its own beside the answer's.
  public var comment: AnswerKey { AnswerKey(question: question + Self.commentSuffix, rows: rows) }

  var isComment: Bool { question.hasSuffix(Self.commentSuffix) }
}
