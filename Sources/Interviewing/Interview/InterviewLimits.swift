/// Bounds on what one interview may hold.
public enum InterviewLimits {
  /// Rows of one roster.
  public static let maximumRows = 2_000
  /// Evaluations after one change.
  public static let maximumEvaluations = 5_000_000
}
