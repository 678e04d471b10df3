/// What a difference between two versions does to the answers that people already gave.
public enum Consequence: String, Hashable, Sendable, Comparable, CaseIterable {
  /// Answers cannot be carried over, or come to mean something else.
  case loses
  /// Answers stay whole where they are, and the new version looks for them elsewhere or not at all.
  case orphans
  /// Answers keep their place; the new version may refuse, hide or recompute them.
  case rejudges
  /// No answer is touched.
  case harmless

  /// Worst first.
  public static func < (a: Self, b: Self) -> Bool { a.rank < b.rank }

  private var rank: Int {
    switch self {
    case .loses: 0
    case .orphans: 1
    case .rejudges: 2
    case .harmless: 3
    }
  }

  /// As a finding: what would lose or orphan answers is an error.
  var severity: Finding.Severity {
    switch self {
    case .loses, .orphans: .error
    case .rejudges: .warning
    case .harmless: .note
    }
  }
}
