/// Where a record stands in fieldwork: folded purely from its decisions and its answers.
public struct RecordStatus: Hashable, Sendable {
  /// In ascending order of how far fieldwork has come.
  public enum Stage: UInt8, Hashable, Sendable, CaseIterable {
    case inProgress = 1
    /// The enumerator declares it finished; nobody has decided.
    case finished = 2
    case approved = 3
    case rejected = 4
    case voided = 5
  }

  /// What the decisions come to.
  public let stage: Stage
  /// The round of the decision that counts; 0 where nobody has decided.
  public let round: UInt32
  /// The decision that counts.
  public let decision: Dot?
  /// An answer lies outside what the decision was made on: an approval no longer vouches for all
  /// of it, a rejection has been worked on, a withdrawal did not know of an edit.
  public let isStale: Bool

  /// Withdrawn by someone who had seen all of it. A withdrawal that is stale hides nothing.
  public var isHidden: Bool { stage == .voided && !isStale }
}

extension Record {
  /// The higher round counts; in one round the office over the supervisor, then withdrawal over
  /// rejection over approval, then the greater dot. Enumerators do not decide.
  public var status: RecordStatus {
    guard let (dot, decision) = statusDecisions.max(by: isOutranked) else {
      let finished = text(of: RegisterKey.Field.finished) == "true"
      return RecordStatus(
        stage: finished ? .finished : .inProgress, round: 0, decision: nil, isStale: false)
    }
    let stage: RecordStatus.Stage =
      switch decision.kind {
      case .approve: .approved
      case .reject: .rejected
      case .void: .voided
      case .resolve, .unknown: .inProgress
      }
    return RecordStatus(
      stage: stage, round: decision.round, decision: dot,
      isStale: hasAnswer(outside: decision.context))
  }

  /// The round of a decision by someone who was shown `context`: one more than any in it.
  public func nextRound(shown context: VersionVector) -> UInt32 {
    let rounds = statusDecisions.filter { context.contains($0.key) }.map(\.value.round)
    let last = rounds.max() ?? 0
    return last == .max ? last : last + 1
  }

  private var statusDecisions: [Dot: Decision] {
    decisions.filter { dot, decision in
      switch decision.kind {
      case .approve, .reject, .void: stamp(of: dot).author.role >= .supervisor
      case .resolve, .unknown: false
      }
    }
  }

  private func isOutranked(_ a: (key: Dot, value: Decision), by b: (key: Dot, value: Decision))
    -> Bool
  {
    let (roleA, roleB) = (stamp(of: a.key).author.role, stamp(of: b.key).author.role)
    if a.value.round != b.value.round { return a.value.round < b.value.round }
    if roleA != roleB { return roleA < roleB }
    if a.value.kind != b.value.kind { return a.value.kind < b.value.kind }
    return a.key < b.key
  }

  private func hasAnswer(outside context: VersionVector) -> Bool {
    registers.contains { key, register in
      switch key {
      case .answer, .row: register.contains { !context.contains($0.dot) }
      case .field, .unknown: false
      }
    }
  }
}

extension RecordStatus.Stage {
  /// As JSON and CSV spell it: `in_progress`, `finished`, `approved`, `rejected`, `voided`.
  public var name: String {
    switch self {
    case .inProgress: "in_progress"
    case .finished: "finished"
    case .approved: "approved"
    case .rejected: "rejected"
    case .voided: "voided"
    }
  }
}
