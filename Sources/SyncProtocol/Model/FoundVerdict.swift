/// A verdict on a record that the server holds exactly as it was sent: state and context are those of
/// what the asker itself sent.
public struct FoundVerdict: Hashable, Sendable {
  /// Which of the batch's records, in ascending order of ids.
  public var place: UInt64
  public var state: Verdict.State
  public var violations: [Verdict.Finding]

  public init(place: UInt64, state: Verdict.State, violations: [Verdict.Finding]) {
    self.place = place
    self.state = state
    self.violations = violations
  }
}
