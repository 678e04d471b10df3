import Interviewing
public import Replication

/// What supervisors and coordinators did to a response, for whoever interviews. The two are told apart: a
/// response that was sent back waits for its enumerator, one that was corrected does not.
public struct Review: Hashable, Sendable {
  public let record: RecordID
  /// The assigned dwelling, household or person, if any.
  public let unit: String?
  /// The decision that sent the response back, where none has counted since.
  public let sentBack: SignedDecision?
  /// The answers that stand as they wrote them.
  public let corrections: [Correction]

  public struct Correction: Hashable, Sendable {
    public let key: RegisterKey
    public let value: AnswerValue
    public let stamp: Stamp
    /// Why, where a conflict was settled so; else empty.
    public let comment: String
  }
}

extension Review {
  /// - Parameters:
  ///   - known: what the reader had been shown: only what lies outside it counts.
  ///   - form: tells what people are asked; where it is not here, every answer counts.
  /// - Returns: nil where nobody did either.
  init?(of record: Record, beyond known: VersionVector, _ form: CompiledQuestionnaire?) {
    self.record = record.id
    unit = record.text(of: RegisterKey.Field.unit)
    sentBack = record.rejection(beyond: known)
    corrections = record.corrections(beyond: known, form)
    if sentBack == nil, corrections.isEmpty { return nil }
  }
}

extension Record {
  /// Who began the response; nil where nothing of it is sealed.
  var beginner: Author? {
    entries(of: .field(RegisterKey.Field.definition)).first?.stamp.author
  }

  fileprivate func rejection(beyond known: VersionVector) -> SignedDecision? {
    let status = status
    guard status.stage == .rejected, let dot = status.decision, !known.contains(dot),
      let decision = decisions[dot], let stamp = stamps[dot]
    else { return nil }
    return SignedDecision(decision: decision, stamp: stamp)
  }

  fileprivate func corrections(
    beyond known: VersionVector, _ form: CompiledQuestionnaire?
  ) -> [Review.Correction] {
    registers.keys.sorted().compactMap { key in
      guard case .answer(let answer) = key, !answer.isComment,
        form?.asksPeople(answer.question) ?? true, let entry = entries(of: key).first,
        entry.stamp.author.role >= .supervisor, entry.stamp.author != beginner,
        !known.contains(entry.dot)
      else { return nil }
      return Review.Correction(
        key: key, value: entry.value, stamp: entry.stamp,
        comment: decisions[entry.dot]?.comment ?? "")
    }
  }
}

extension CompiledQuestionnaire {
  /// Whether a person answers the question at a path without rows.
  fileprivate func asksPeople(_ question: String) -> Bool {
    byPath[question].map { nodes[$0].control != nil && !nodes[$0].isAlwaysReadOnly } ?? false
  }
}
